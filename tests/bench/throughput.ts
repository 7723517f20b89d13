import type { Bench, Figure } from "@/bin/instance/bench-types";
import { asSystem } from "@/lib/users/allow";
import { percentile } from "./queue/load";
import { makeLabels } from "./throughput/make-labels";

/* npm run bench -- throughput [LABELS]
   The rollup built anew and brought up to date, then what the page reads, by what is asked for; all of it again through
   the built app, signed in as a manager, with "page" as a further word. */

const dataMs = 300;
const rounds = 20;

const queries = {
  "the last 30 days": {},
  "a year by source": { range: "365d", split: "source" },
  "all by week": { range: "all" },
  "all by week and person": { range: "all", split: "person" },
  "130 days by day, sets alone": { from: daysAgo(129), to: daysAgo(0), per: "day", work: "set" },
  "one week by hour": { range: "7d", per: "hour" },
};

const bench: Bench = {
  name: "throughput",
  async run({ say, args, openDatabase }) {
    const labels = Number(args.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
    await openDatabase();
    await makeLabels(labels, 100_000, say);
    const figures = await measureRollup(labels);
    const { db } = await import("@/lib/db");
    await db().setting.create({ data: { key: "insights.namedFigures", value: { isOn: true } } });
    figures.push(...(await measureData(say)));
    return args.includes("page") ? [...figures, ...(await measurePage(say))] : figures;
  },
};
export default bench;

async function measureRollup(labels: number): Promise<Figure[]> {
  const { db } = await import("@/lib/db");
  const { refreshThroughput } = await import("@/lib/insights/throughput/refresh-throughput");
  const by = asSystem("commandLine", "bench");
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const rebuild = await timed(() => refreshThroughput(by, { everything: true }));
  await db().$executeRawUnsafe("VACUUM ANALYZE");
  // An undo of some time ago and one of this hour.
  await db().$executeRawUnsafe(`UPDATE "Label" SET "supersededAt" = now() WHERE id IN (
    SELECT id FROM "Label" WHERE "supersededAt" IS NULL ORDER BY "createdAt" DESC OFFSET 10000 LIMIT 1)`);
  const round = await timed(() => refreshThroughput(by));
  const rows = await db().throughputHour.count();
  return [
    { name: "labels", value: labels, unit: "", ok: true },
    { name: "rows of the rollup", value: rows, unit: "", ok: true },
    { name: "rollup built anew", value: rebuild / 1_000, unit: "s", ok: true },
    { name: "one round of following", value: round, unit: "ms", ok: true },
  ];
}

async function measureData(say: (line: string) => void): Promise<Figure[]> {
  const { throughput } = await import("@/lib/insights/throughput/data");
  const { ThroughputQuery } = await import("@/lib/insights/throughput/schema");
  const by = asSystem("commandLine", "bench");
  const figures: Figure[] = [];
  for (const [name, query] of Object.entries(queries)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      await throughput(by, ThroughputQuery.parse(query), new Date());
      if (round > 2) times.push(performance.now() - began);
    }
    const value = percentile(times, 0.95);
    say(`${name}: median ${percentile(times, 0.5).toFixed(0)} ms`);
    figures.push({ name: `data, ${name}, p95`, value, unit: "ms", target: `≤ ${dataMs}`, ok: value <= dataMs });
  }
  const { overview } = await import("@/lib/insights/data");
  const began = performance.now();
  await overview(by, new Date());
  figures.push({ name: "the overview above it", value: performance.now() - began, unit: "ms", ok: true });
  return figures;
}

async function measurePage(say: (line: string) => void): Promise<Figure[]> {
  const { env } = await import("@/lib/env");
  const { openWeb } = await import("./catalogue/web");
  const web = await openWeb(env().TOILE_HOME, say, "manager");
  try {
    const figures: Figure[] = [];
    for (const [name, query] of Object.entries(queries)) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const { status, ms } = await web.get(`/overview/throughput?${new URLSearchParams(query)}`);
        if (status !== 200) throw new Error(`the page answered ${status}`);
        if (round > 2) times.push(ms);
      }
      const value = percentile(times, 0.95);
      figures.push({ name: `page, ${name}, p95`, value, unit: "ms", target: `≤ ${dataMs}`, ok: value <= dataMs });
    }
    return figures;
  } finally {
    web.stop();
  }
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
