import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Bench, Figure } from "@/bin/instance/bench-types";
import { readMapping } from "@/lib/catalogue/import/read-mapping";
import type { Result } from "@/lib/result";
import { asSystem } from "@/lib/users/allow";
import { trainAndRank } from "./arms/train-and-rank";

/* npm run bench -- own-catalogue [PRODUCTS.csv MAPPING.json PHOTOS OUTFITS.csv MODEL.onnx]
   A customer's first day with the clock: import, outfits, embedding by a model of their own, both first trainings, both
   queues ranked. The defaults are the MANGO catalogue beside the repository. */

const defaults = [
  "../shared/data/mango/product_data.csv",
  "docs/examples/mango.mapping.json",
  "../shared/data/mango",
  "../shared/data/mango/outfit_data.csv",
  "../shared/models/mobilenet_v2.onnx",
];

const bench: Bench = {
  name: "own-catalogue",
  async run({ say, args, openDatabase }) {
    const [products, mappingFile, images, outfits, model] = defaults.map((path, i) => resolve(args[i] ?? path));
    const missing = [products, mappingFile, images, outfits, model].find((path) => !existsSync(path));
    if (missing) throw new Error(`There is no ${missing}; name the five files as the first lines of this bench say.`);
    await openDatabase();
    const { importCatalogue } = await import("@/lib/catalogue/import-catalogue");
    const { importOutfits } = await import("@/lib/catalogue/import-outfits");
    const { embedCatalogue } = await import("@/lib/catalogue/embed-catalogue");
    const { closeJobs } = await import("@/lib/jobs/boss");
    const by = asSystem("commandLine", "bench");
    const figures: Figure[] = [];
    const timed = async <T>(name: string, target: number | undefined, work: () => Promise<Result<T>>): Promise<T> => {
      say(`${name} …`);
      const began = performance.now();
      const result = await work();
      if (!result.ok) throw new Error(`${name}: ${result.detail ?? result.code}`);
      const seconds = (performance.now() - began) / 1_000;
      const isMet = target === undefined || seconds <= target;
      figures.push({ name, value: seconds, unit: "s", ...(target ? { target: `≤ ${target}` } : {}), ok: isMet });
      return result.value;
    };
    const mapping = await readMapping(mappingFile);
    if (!mapping.ok) throw new Error(mapping.detail);
    const report = await timed("import of products and photos", 60, () =>
      importCatalogue(by, { file: products, mapping: mapping.value, images }),
    );
    await timed("import of outfits", undefined, () => importOutfits(by, { file: outfits, source: "stylists" }));
    await timed("embedding", undefined, () => embedCatalogue(by, { source: `dir:${model}` }));
    const trained = [await trainAndRank("compatibility", { seed: 1 }), await trainAndRank("category", { seed: 1 })];
    const sum = (key: "train" | "rank") => trained.reduce((total, one) => total + one[key], 0);
    const together = sum("train");
    figures.push({ name: "both first trainings", value: together, unit: "s", target: "≤ 300", ok: together <= 300 });
    figures.push({ name: "both queues ranked", value: sum("rank"), unit: "s", ok: true });
    figures.push({ name: "products", value: report.added, unit: "", ok: report.added > 0 });
    await closeJobs();
    return figures;
  },
};
export default bench;
