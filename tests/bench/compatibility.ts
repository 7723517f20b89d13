import { readFileSync, writeFileSync } from "node:fs";
import type { Bench, BenchContext, Figure } from "@/bin/instance/bench-types";
import { type CompatibilityDataset, decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { chooseBackend } from "@/ml/runtime/backend";
import { option, snapshotBytes } from "./arms/dataset";
import { ablations, otherVectors, type Variant } from "./compatibility/ablations";
import { curveSvg } from "./compatibility/curve-svg";
import { learningCurve } from "./compatibility/learning-curve";
import { type Protocol, protocols, type Scored, Splits } from "./compatibility/splits";

/* npm run bench -- compatibility [SNAPSHOT] [part=ablation|curve] [splits=3] [members=3] [only=NAME,NAME] [svg=FILE]
     [against=SNAPSHOT]
   Quality of the compatibility network on garment models that training never saw: with parts of it and of its data left
   out, each against the default on the same questions, and by number of pairs. Without a snapshot the demo house is
   measured. against= names a snapshot of the same catalogue under another encoder, asked the same questions.
   floor=sameFamilySeason:.68,… makes a figure of the default a target. */

const bench: Bench = {
  name: "compatibility",
  async run(context) {
    const { args, say } = context;
    const dataset = decodeCompatibilityDataset(await snapshotBytes("compatibility", context));
    const { tf, name } = await chooseBackend();
    const [splits, members] = ["splits", "members"].map((key) => Number(option(args, key) ?? 3));
    say(`${dataset.productIds.length} products, ${dataset.positives.length / 2} pairs; ${name}, ${splits} splits`);
    const work = new Splits(tf, dataset, splits, members, say);
    return option(args, "part") === "curve" ? curve(work, context) : table(work, dataset, context);
  },
};
export default bench;

async function table(work: Splits, dataset: CompatibilityDataset, { args }: BenchContext): Promise<Figure[]> {
  const only = option(args, "only")?.split(",");
  const variants = ablations(dataset).filter(({ name }, at) => at === 0 || !only || only.includes(name));
  const against = option(args, "against");
  if (against) variants.push(otherVectors(dataset, decodeCompatibilityDataset(readFileSync(against))));
  const figures: Figure[] = [];
  for (const [name, control] of Object.entries(work.controls())) figures.push(...rowsOf(name, control));
  const floors = new Map((option(args, "floor") ?? "").split(",").map((one) => one.split(":") as [string, string]));
  let base: Scored | null = null;
  for (const variant of variants) {
    const scored = await work.run(variant);
    figures.push(...(base ? comparedRows(variant, scored, base, work) : rowsOf(variant.name, scored, floors)));
    base ??= scored;
  }
  return figures;
}

function rowsOf(name: string, scored: Scored, floors = new Map<string, string>()): Figure[] {
  return protocols.map((protocol) => {
    const { value, lower, upper } = scored.figure(protocol);
    const floor = floors.get(protocol);
    const ok = floor === undefined || value >= Number(floor);
    const unit = `(${lower.toFixed(3)} to ${upper.toFixed(3)})`;
    return { name: `${name}, ${protocol}`, value, unit, ...(floor ? { target: `≥ ${floor}` } : {}), ok };
  });
}

function comparedRows(variant: Variant, scored: Scored, base: Scored, work: Splits): Figure[] {
  return rowsOf(variant.name, scored).map((row, at) => {
    const { value, lower, upper } = work.compare(scored, base, protocols[at] as Protocol);
    const sign = (x: number) => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
    return { ...row, unit: `${row.unit}, against the default ${sign(value)} (${sign(lower)} to ${sign(upper)})` };
  });
}

async function curve(work: Splits, { args }: BenchContext): Promise<Figure[]> {
  const points = await learningCurve(work);
  const svg = option(args, "svg");
  if (svg) writeFileSync(svg, curveSvg(points));
  return points.flatMap(({ pairs, scored }) => rowsOf(`${pairs} pairs`, scored));
}
