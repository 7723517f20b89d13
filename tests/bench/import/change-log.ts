import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Figure } from "@/bin/instance/bench-types";
import { asSystem } from "@/lib/users/allow";
import { lines, mapping } from "./rows";

const by = asSystem("commandLine", "bench");
const rounds = 5;
const logged = ["Photo", "PhotoEmbedding", "CatalogueEntry", "Product"];

/** Imports n products, all of them changed each time, with the triggers that note changes for the neighbours and without, turn
 *  by turn. An encoder is live, or nothing would be noted. */
export async function changeLog(n: number, say: (line: string) => void): Promise<Figure[]> {
  const { importCatalogue } = await import("@/lib/catalogue/import-catalogue");
  const { db } = await import("@/lib/db");
  const encoder = await db().encoder.create({ data: { name: "bench", version: "1", dimension: 1, source: "builtin" } });
  await db().liveEncoder.create({ data: { encoderId: encoder.id } });
  const folder = mkdtempSync(join(tmpdir(), "toile-bench-log-"));
  const file = join(folder, "rows.csv");
  const secondsOf = async (round: number) => {
    await pipeline(Readable.from(lines(n, round)), createWriteStream(file));
    const began = performance.now();
    const result = await importCatalogue(by, { file, mapping });
    if (!result.ok) throw new Error(result.detail);
    return (performance.now() - began) / 1000;
  };
  const taken = { with: [] as number[], without: [] as number[] };
  let noted = 0;
  try {
    say(`first import: ${(await secondsOf(0)).toFixed(1)} s`);
    for (let round = 1; round <= 2 * rounds; round++) {
      const way = round % 2 === 1 ? "with" : "without";
      await switchTriggers(way === "with" ? "ENABLE" : "DISABLE");
      await db().neighbourChange.deleteMany();
      taken[way].push(await secondsOf(round));
      if (way === "with") noted = await db().neighbourChange.count();
      say(`${way} the change log: ${taken[way].at(-1)!.toFixed(1)} s`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  // The fastest of each: whatever else the machine does only slows down.
  const [slow, fast] = [Math.min(...taken.with), Math.min(...taken.without)];
  return [
    { name: `${n} products, all changed`, value: slow, unit: "s", ok: true },
    { name: "the same without the change log", value: fast, unit: "s", ok: true },
    { name: "cost of the change log", value: (slow / fast - 1) * 100, unit: "%", ok: true },
    { name: "changes noted", value: noted, unit: "", ok: noted > 0 },
  ];
}

async function switchTriggers(to: "ENABLE" | "DISABLE"): Promise<void> {
  const { db } = await import("@/lib/db");
  for (const table of logged) {
    const found = await db().$queryRaw<{ tgname: string }[]>`
      SELECT tgname::text FROM pg_trigger WHERE tgrelid = ${`"${table}"`}::regclass AND tgname LIKE ${"%neighbours"}`;
    for (const { tgname } of found) await db().$executeRawUnsafe(`ALTER TABLE "${table}" ${to} TRIGGER "${tgname}"`);
  }
}
