import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Bench } from "@/bin/instance/bench-types";
import { asSystem } from "@/lib/users/allow";
import { changeLog } from "./import/change-log";
import { mapping } from "./import/mapping";
import { importRows } from "./import/rows";

/* npm run bench -- import [FILE.csv MAPPING.json [FOLDER_OF_PHOTOS]]
   Without arguments: 6,845 made-up products with a photo each, the size of the MANGO catalogue.
   npm run bench -- import rows [N]: N (300,000) products of 12 columns without photos.
   npm run bench -- import change-log [N]: N (30,000) of them changed, with and without the neighbours' change log. */

const products = 6_845;
const seconds = 60;

const bench: Bench = {
  name: "import",
  async run({ say, args, openDatabase }) {
    await openDatabase();
    if (args[0] === "rows") return importRows(Number(args[1] ?? 300_000), say);
    if (args[0] === "change-log") return changeLog(Number(args[1] ?? 30_000), say);
    const { importCatalogue } = await import("@/lib/catalogue/import-catalogue");
    const { readMapping } = await import("@/lib/catalogue/import/read-mapping");
    const made = args.length === 0 ? await makeCatalogue(say) : undefined;
    try {
      const [file, mappingFile, images] = made ? [made.file, made.mapping] : args;
      const mapping = await readMapping(mappingFile!);
      if (!mapping.ok) throw new Error(mapping.detail);
      const by = asSystem("commandLine", "bench");
      const run = async () => {
        const began = performance.now();
        const result = await importCatalogue(by, { file: file!, mapping: mapping.value, images });
        if (!result.ok) throw new Error(result.detail);
        return { seconds: (performance.now() - began) / 1000, report: result.value };
      };
      const first = await run();
      say(`first: ${JSON.stringify({ ...first.report, refusals: [] })}`);
      const again = await run();
      return [
        { name: "first import", value: first.seconds, unit: "s", target: `≤ ${seconds}`, ok: first.seconds <= seconds },
        { name: "products added", value: first.report.added, unit: "", ok: first.report.added > 0 },
        { name: "the same file again", value: again.seconds, unit: "s", ok: true },
        {
          name: "unchanged the second time",
          value: again.report.unchanged,
          unit: "",
          target: first.report.added,
          ok: again.report.unchanged === first.report.added,
        },
        {
          name: "memory at the end",
          value: Math.round(process.memoryUsage().rss / 1048576),
          unit: "MB",
          target: "≤ 600",
          ok: process.memoryUsage().rss <= 600 * 1048576,
        },
      ];
    } finally {
      if (made) rmSync(made.folder, { recursive: true });
    }
  },
};
export default bench;

async function makeCatalogue(say: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "toile-bench-import-"));
  mkdirSync(join(folder, "photos"));
  say(`making ${products} products with a photo each …`);
  const lines = ["id,title,price,photo,family,category,colour"];
  for (let i = 0; i < products; i++) {
    const photo = `photos/${i}.jpg`;
    // Small differences in colour make each file's content its own.
    const background = { r: i % 256, g: Math.floor(i / 256), b: 120 };
    await sharp({
      create: { width: 239, height: 334, channels: 3, background, noise: { type: "gaussian", mean: 128, sigma: 12 } },
    })
      .jpeg({ quality: 80 })
      .toFile(join(folder, photo));
    lines.push(
      `${i >> 1}-${i & 1},Garment ${i},${i % 200}.95,${photo},Family ${i % 6},Category ${i % 24},Colour ${i % 9}`,
    );
  }
  const file = join(folder, "products.csv");
  const mappingFile = join(folder, "mapping.json");
  writeFileSync(file, `${lines.join("\n")}\n`);
  writeFileSync(mappingFile, JSON.stringify(mapping));
  return { folder, file, mapping: mappingFile };
}
