import type { Bench, Figure } from "@/bin/instance/bench-types";
import type { ExportFormat } from "@/lib/exports/schema";
import { asSystem } from "@/lib/users/allow";

/* npm run bench -- export [LABELS]
   Every label of a house that has judged for years, in each format: time, size and the memory that writing it takes. */

const seconds = 20;
/** What the process may grow by while it writes. */
const growthMb = 200;

const bench: Bench = {
  name: "export",
  async run({ say, args, openDatabase }) {
    const count = Number(args[0] ?? 1_000_000);
    await openDatabase();
    say(`making ${count} labels …`);
    await makeLabels(count);
    const figures: Figure[] = [];
    for (const format of ["csv", "jsonl", "parquet"] as const) figures.push(...(await measure(format, say)));
    return figures;
  },
};
export default bench;

async function measure(format: ExportFormat, say: (line: string) => void): Promise<Figure[]> {
  const { openExport } = await import("@/lib/exports/open-export");
  global.gc?.();
  const before = process.memoryUsage().rss;
  const began = performance.now();
  let bytes = 0;
  let peak = before;
  const opened = await openExport(asSystem("commandLine", "bench"), { kind: "labels", format });
  if (!opened.ok) throw new Error(opened.detail);
  for await (const part of opened.value) {
    bytes += part.length;
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const took = (performance.now() - began) / 1_000;
  const growth = (peak - before) / 2 ** 20;
  say(`${format}: ${took.toFixed(1)} s, ${growth.toFixed(0)} MiB more`);
  return [
    { name: `labels as ${format}`, value: took, unit: "s", target: `≤ ${seconds}`, ok: took <= seconds },
    { name: `labels as ${format}: size`, value: bytes / 2 ** 20, unit: "MiB", ok: bytes > 0 },
    {
      name: `labels as ${format}: memory`,
      value: growth,
      unit: "MiB",
      target: `≤ ${growthMb}`,
      ok: growth <= growthMb,
    },
  ];
}

/** 20,000 products, `count` pairs of them, each with a task done and its label, by 40 people, every eighth with a note. */
async function makeLabels(count: number): Promise<void> {
  const { db } = await import("@/lib/db");
  const run = (sql: string) => db().$executeRawUnsafe(sql);
  await run(`INSERT INTO "User" (email, name, role, "passwordHash")
    SELECT 'p' || i || '@house.test', 'Person ' || i, 'stylist', 'none' FROM generate_series(1, 40) i`);
  await run(`INSERT INTO "Product" (id, "groupId", "isHoldout", title)
    SELECT lpad(i::text, 6, '0'), 'g' || i / 2, false, 'Garment ' || i FROM generate_series(0, 19999) i`);
  const part = 100_000;
  for (let start = 0; start < count; start += part) {
    await run(`
      WITH made AS (
        INSERT INTO "Pair" ("productAId", "productBId", origin, "isHoldout")
        SELECT lpad(least(a, b)::text, 6, '0'), lpad(greatest(a, b)::text, 6, '0'), 'uniform', false
        FROM (SELECT i % 19900 AS a, i % 19900 + 1 + i / 19900 AS b
          FROM generate_series(${start}::int, ${Math.min(count, start + part) - 1}::int) i) x
        RETURNING id),
      asked AS (
        INSERT INTO "Task" (head, "subjectId", "pairId", slice, "doneAt")
        SELECT 'compatibility', id, id, 'ranked', now() FROM made RETURNING id, "pairId"),
      people AS (SELECT array_agg(id) AS ids FROM "User")
      INSERT INTO "Label" (id, head, "taskId", "subjectId", "pairId", "userId", occasion, slot, verdict, reason, note,
        "elapsedMs", slice, rank, estimate, uncertainty, "createdAt")
      SELECT gen_random_uuid(), 'compatibility', asked.id, "pairId", "pairId", ids[1 + n % 40], 0, 0,
        (ARRAY['fits', 'clashes', 'unsure'])[1 + n % 3]::"Verdict", CASE n % 3 WHEN 1 THEN 'colour' END,
        CASE n % 8 WHEN 0 THEN 'The cloth is too heavy for this cut, and the green fights the print.' END,
        1000 + n % 4000, 'ranked', n, random(), random() / 10, now() - make_interval(secs => n * 30)
      FROM (SELECT *, row_number() OVER ()::int AS n FROM asked) asked, people`);
  }
  await run("ANALYZE");
}
