import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Figure } from "@/bin/instance/bench-types";
import { CatalogueMapping } from "@/lib/catalogue/schema";
import { asSystem } from "@/lib/users/allow";

const targetProducts = 300_000;
const targetSeconds = 300;
const targetMb = 600;
const attributes = ["colour", "shade", "fabric", "line", "sex", "age"];

export const mapping = CatalogueMapping.parse({
  id: "id",
  group: { column: "id", pattern: "^(.*)-" },
  title: "{colour|capitalise} {type|lower}",
  price: { column: "price", currency: "EUR" },
  stock: { column: "stock" },
  taxonomy: [
    { column: "division", label: "Division" },
    { column: "family", label: "Family", target: true },
    { column: "type", label: "Type" },
  ],
  attributes: attributes.map((name) => ({ column: name, name, label: name })),
});

/** Imports n products of 12 columns without photos, and the same file again. */
export async function importRows(n: number, say: (line: string) => void): Promise<Figure[]> {
  const { importCatalogue } = await import("@/lib/catalogue/import-catalogue");
  const folder = mkdtempSync(join(tmpdir(), "toile-bench-rows-"));
  try {
    const file = join(folder, "rows.csv");
    await pipeline(Readable.from(lines(n)), createWriteStream(file));
    let peak = 0;
    const onProgress = ({ rows }: { rows: number }) => {
      peak = Math.max(peak, process.memoryUsage().rss);
      if (rows % 20_000 === 0) say(`${rows} rows`);
    };
    const run = async () => {
      const began = performance.now();
      const result = await importCatalogue(asSystem("commandLine", "bench"), { file, mapping }, { onProgress });
      if (!result.ok) throw new Error(result.detail);
      return { seconds: (performance.now() - began) / 1000, report: result.value };
    };
    const first = await run();
    const again = await run();
    const mb = Math.round(peak / 1048576);
    const limit = (targetSeconds * n) / targetProducts;
    return [
      {
        name: `${n} products, first import`,
        value: first.seconds,
        unit: "s",
        target: `≤ ${limit}`,
        ok: first.seconds <= limit,
      },
      { name: "the same file again", value: again.seconds, unit: "s", ok: again.report.unchanged === n },
      { name: "most memory", value: mb, unit: "MB", target: `≤ ${targetMb}`, ok: mb <= targetMb },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** round: with another one every row has another price and another colour. */
export function* lines(n: number, round = 0): Generator<string> {
  yield `id,price,stock,division,family,type,${attributes.join()}\n`;
  for (let i = 0; i < n; i++) {
    const values = attributes.map((name, place) => `${name} ${(i * (place + 3) + round) % (9 + place * 7)}`);
    yield `p${i >> 2}-${i & 3},${(i + round) % 200}.95,${i % 40},Division ${i % 5},Family ${i % 24},Type ${i % 90},${values.join()}\n`;
  }
}
