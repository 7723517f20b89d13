import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Bench, Figure } from "@/bin/instance/bench-types";
import { encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { plantHouse } from "./arms/planted-house";
import { runArm } from "./arms/run-arm";

/* npm run bench -- train [--backend native|wasm|both] [--export FILE] [COMPATIBILITY.bin [CATEGORY.bin]]
   How long training and scoring take on each backend, each in a process of its own: an epoch, a retraining, a million
   pairs, categories. The data are made up, of 7,000 products with 1,280 numbers, 5,600 outfit pairs or 10,000 labels;
   snapshots (toile snapshot) take their place. --export writes the made-up labels for tests/bench/reference instead. */

type Backend = "native" | "wasm";

const bench: Bench = {
  name: "train",
  async run({ say, args }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { backend: { type: "string", default: "both" }, export: { type: "string" } },
    });
    if (values.export) return [exportLabels(values.export)];
    const figures: Figure[] = [
      { name: "cores", value: availableParallelism(), unit: "", ok: true },
      { name: "load before (other processes slow these figures)", value: loadavg()[0], unit: "", ok: true },
    ];
    for (const backend of backendsOf(values.backend)) {
      if (backend === "native" && !(await loadsNative())) {
        say("native: @tensorflow/tfjs-node is absent or does not load here, so it is not measured.");
        if (values.backend === "native")
          figures.push({ name: "native backend", value: 0, unit: "", target: 1, ok: false });
        continue;
      }
      say(`${backend} …`);
      figures.push(
        ...(JSON.parse(
          await runArm(["tests/bench/arms/train-arm.ts", ...positionals], { TOILE_BACKEND: backend }),
        ) as Figure[]),
      );
    }
    return figures;
  },
};
export default bench;

function backendsOf(name: string): Backend[] {
  if (name === "both") return ["native", "wasm"];
  if (name === "native" || name === "wasm") return [name];
  throw new RangeError(`--backend is "${name}", it takes native, wasm or both`);
}

function exportLabels(file: string): Figure {
  const size = { products: 7_000, dimension: 1_280, outfitPairs: 0, labels: 10_000 };
  const bytes = encodeCompatibilityDataset(plantHouse(size, 1).compatibility);
  writeFileSync(file, bytes);
  return { name: "bytes written", value: bytes.length, unit: "", ok: true };
}

async function loadsNative(): Promise<boolean> {
  const asks =
    "(await import('./ml/runtime/backend.ts')).chooseBackend('native').then(() => {}, () => process.exit(1))";
  return runArm(["--input-type=module", "-e", asks], { TOILE_BACKEND: "native" }).then(
    () => true,
    () => false,
  );
}
