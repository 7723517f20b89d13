import { existsSync, readFileSync } from "node:fs";
import type { Bench, Figure } from "@/bin/instance/bench-types";
import { Refusal } from "@/bin/instance/refusal";
import { trainCategoryNetwork } from "@/ml/category/train";
import { type CategoryDataset, decodeCategoryDataset } from "@/ml/datasets/dataset";
import { confusionOf } from "@/ml/label-errors/confusion";
import { type ErrorKind, plantErrors } from "@/ml/label-errors/plant-errors";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { QUALITIES, type Quality, qualityOf, rankings } from "./label-errors/quality";

/* npm run bench -- label-errors DATASET.bin [full] [WORDS]
   Plants wrong categories and looks where the ranking puts them. "behind": the network was trained before the errors came,
   as when a trained catalogue takes in new products; every product is judged by a member that had not seen its garment
   model. "within": the network was trained on the very categories that hold the errors. A dataset file is what
   lib/training/snapshot freezes for a run. "full" trains for every cell, which takes hours; WORDS keep the cells whose
   title has them all, as in: within confusion single. */

type Cell = { setting: "behind" | "within"; kind: ErrorKind; rate: number; wholeModels: boolean; seeds: number };

const kinds: ErrorKind[] = ["uniform", "confusion", "sibling"];
const rates = [0.01, 0.03, 0.08];

const behind: Cell[] = kinds.flatMap((kind) =>
  rates.flatMap((rate) =>
    [false, true].map((wholeModels): Cell => ({ setting: "behind", kind, rate, wholeModels, seeds: 5 })),
  ),
);
const within: Cell[] = behind.map((cell) => ({ ...cell, setting: "within" }));
/** Without "full": the cells at 3 %, and five trainings for the one that has an aim. */
const brief = (cell: Cell) => cell.rate === 0.03 && (cell.setting === "behind" || !cell.wholeModels);
const seedsOf = (cell: Cell, isFull: boolean) =>
  cell.setting === "within" && !isFull && cell.kind !== "confusion" ? 2 : cell.seeds;

const aims: Record<string, number> = { "behind confusion .03 single": 0.88, "behind uniform .03 single": 0.94 };

const bench: Bench = {
  name: "label-errors",
  async run({ say, args }) {
    const isFull = args.some((word) => word === "full" || word === "--full");
    const [file, ...words] = args.filter((word) => word !== "full" && word !== "--full");
    if (!file || !existsSync(file)) throw new Refusal("Give a category dataset's file.");
    const dataset = decodeCategoryDataset(readFileSync(file));
    const { tf, name } = await chooseBackend();
    say(`training on the categories as they are (${name}) …`);
    const clean = await train(tf, dataset, 1);
    const confusion = confusionOf(dataset, clean.outOfFold.probabilities);
    const figures: Figure[] = [];
    const wanted = (cell: Cell) => (isFull || brief(cell)) && words.every((word) => titleOf(cell).includes(word));
    for (const cell of [...behind, ...within].filter(wanted)) {
      const title = titleOf(cell);
      const runs: Record<string, Quality>[] = [];
      for (let seed = 1; seed <= seedsOf(cell, isFull); seed++) {
        say(`${title}, seed ${seed} …`);
        const { label, wrong } = plantErrors(dataset, { ...cell, confusion }, seed);
        const spoilt = { ...dataset, label };
        const model = cell.setting === "behind" ? clean : await train(tf, spoilt, seed);
        const ranked = rankings(tf, spoilt, model, seed);
        runs.push(
          Object.fromEntries(Object.entries(ranked).map(([ranking, scores]) => [ranking, qualityOf(scores, wrong)])),
        );
      }
      const summary = summarise(title, runs);
      for (const { name, value } of summary) say(`  ${name}: ${short(value)}`);
      figures.push(...summary);
    }
    return figures;
  },
};
export default bench;

const titleOf = ({ setting, kind, rate, wholeModels }: Cell) =>
  `${setting} ${kind} ${short(rate)} ${wholeModels ? "whole models" : "single"}`;

async function train(tf: TensorFlow, dataset: CategoryDataset, seed: number) {
  return (await trainCategoryNetwork(tf, dataset, {}, seed, () => {})).model;
}

/** Mean over the seeds with Student's 95 % interval; controls are written with average precision alone. */
function summarise(title: string, runs: Record<string, Quality>[]): Figure[] {
  return Object.keys(runs[0]!).flatMap((ranking) =>
    QUALITIES.filter((quality) => ranking === "ours" || quality === "average precision").map((quality): Figure => {
      const values = runs.map((run) => run[ranking]![quality]);
      const { mean, half } = meanOf(values);
      const aim = ranking === "ours" && quality === "average precision" ? aims[title] : undefined;
      const interval = Number.isFinite(half) ? ` (${short(mean - half)} to ${short(mean + half)})` : "";
      return {
        name: `${title}, ${ranking}: ${quality}${interval}`,
        value: mean,
        unit: "",
        ...(aim === undefined ? {} : { target: `≥ ${aim}` }),
        ok: aim === undefined || mean >= aim,
      };
    }),
  );
}

/** 97.5 % points of Student's t by degrees of freedom. */
const student = [Number.NaN, 12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

function meanOf(values: number[]): { mean: number; half: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, half: student[n - 1]! * Math.sqrt(variance / n) };
}

const short = (value: number) => String(Number(value.toFixed(3))).replace(/^0\./, ".");
