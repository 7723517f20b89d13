import type { Bench, Figure } from "@/bin/instance/bench-types";
import { asSystem } from "@/lib/users/allow";
import { percentile } from "./queue/load";
import { makeLabels } from "./throughput/make-labels";

/* npm run bench -- throughput [LABELS]
   The rollups built anew and brought up to date, then what Throughput reads, by what is asked for, and what Quality,
   Return, Disagreements and the overview do; all of it again through the built app, signed in as a manager, with "page" as a further
   word. */

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
  const { refreshAgreement } = await import("@/lib/insights/agreement/refresh-agreement");
  const { refreshReturn } = await import("@/lib/insights/return/refresh-return");
  const by = asSystem("commandLine", "bench");
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const hours = await timed(() => refreshThroughput(by, { everything: true }));
  const pairs = await timed(() => refreshAgreement(by, { everything: true }));
  const days = await timed(() => refreshReturn(by, { everything: true }));
  await db().$executeRawUnsafe("VACUUM ANALYZE");
  // As many as a house of twenty takes back in twenty seconds, and some, and a while ago.
  await db().$executeRawUnsafe(`UPDATE "Label" SET "supersededAt" = now() WHERE id IN (
    SELECT id FROM "Label" WHERE "supersededAt" IS NULL ORDER BY "createdAt" DESC OFFSET 10000 LIMIT 20)`);
  const followHours = await timed(() => refreshThroughput(by));
  const followPairs = await timed(() => refreshAgreement(by));
  const followDays = await timed(() => refreshReturn(by));
  const told = (name: string, value: number, unit: string): Figure => ({ name, value, unit, ok: true });
  return [
    told("labels", labels, ""),
    told("rows by the hour", await db().throughputHour.count(), ""),
    told("rows by the day", await db().throughputDay.count(), ""),
    told("pairs that several answers are about", await db().checkedPair.count(), ""),
    told("answers beside others or a repeat", await db().checkedAnswer.count(), ""),
    told("throughput counted anew", hours / 1_000, "s"),
    told("agreement counted anew", pairs / 1_000, "s"),
    told("what answers told counted anew", days / 1_000, "s"),
    told("one round of following, throughput", followHours, "ms"),
    told("one round of following, agreement", followPairs, "ms"),
    told("one round of following, what answers told", followDays, "ms"),
  ];
}

/** What each page reads, by its address below /overview. */
async function readers(): Promise<[name: string, read: () => Promise<unknown>][]> {
  const { throughput } = await import("@/lib/insights/throughput/data");
  const { ThroughputQuery } = await import("@/lib/insights/throughput/schema");
  const { overview } = await import("@/lib/insights/data");
  const { quality } = await import("@/lib/insights/quality/data");
  const { disagreements } = await import("@/lib/labels/adjudication/data");
  const { returnOnLabels } = await import("@/lib/insights/return/data");
  const by = asSystem("commandLine", "bench");
  return [
    ...Object.entries(queries).map(([name, query]): [string, () => Promise<unknown>] => [
      name,
      () => throughput(by, ThroughputQuery.parse(query), new Date()),
    ]),
    ["the overview", () => overview(by, new Date())],
    ["Quality, agreement and drift, with names", () => quality(by)],
    ["Return", () => returnOnLabels(by, {})],
    ["Disagreements", () => disagreements(by)],
  ];
}

async function measureData(say: (line: string) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, read] of await readers()) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      await read();
      if (round > 2) times.push(performance.now() - began);
    }
    const value = percentile(times, 0.95);
    say(`${name}: median ${percentile(times, 0.5).toFixed(0)} ms`);
    figures.push({ name: `data, ${name}, p95`, value, unit: "ms", target: `≤ ${dataMs}`, ok: value <= dataMs });
  }
  return figures;
}

async function measurePage(say: (line: string) => void): Promise<Figure[]> {
  const { env } = await import("@/lib/env");
  const { openWeb } = await import("./catalogue/web");
  const web = await openWeb(env().TOILE_HOME, say, "manager");
  try {
    const figures: Figure[] = [];
    const pages = Object.entries(queries).map(([name, query]) => [
      name,
      `/overview/throughput?${new URLSearchParams(query)}`,
    ]);
    pages.push(["the overview", "/overview"], ["Quality", "/overview/quality"], ["Return", "/overview/return"]);
    pages.push(["Disagreements", "/overview/disagreements"]);
    for (const [name, path] of pages) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const { status, ms } = await web.get(path!);
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
