import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { selectPairs, takePairs } from "@/ml/datasets/pairs";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import type { Scored, Splits } from "./splits";

export type CurvePoint = { pairs: number; scored: Scored };

const stops = [500, 2_000, 5_000, 10_000, 20_000, 40_000, 80_000];

/** Quality by number of outfit pairs that training may use, up to all of them. */
export async function learningCurve(work: Splits): Promise<CurvePoint[]> {
  const points: CurvePoint[] = [];
  let isWhole = false;
  for (const stop of stops) {
    if (isWhole) break;
    let used = 0;
    const change = (dataset: CompatibilityDataset, seed: number) => {
      const part = withPairs(dataset, stop, seed);
      used = part.used;
      isWhole = part.used < stop;
      return part.dataset;
    };
    const scored = await work.run({ name: `${stop} pairs`, config: {}, change });
    points.push({ pairs: used, scored });
  }
  return points;
}

/** The dataset with at most `count` pairs that have no holdout end; pairs with one stay, questions are made of them. */
function withPairs(dataset: CompatibilityDataset, count: number, seed: number) {
  const { positives, holdout } = dataset;
  const isVisible = (i: number, j: number) => holdout[i] === 0 && holdout[j] === 0;
  const visible = selectPairs(positives, isVisible);
  const order = permutation(rngOf(seedFor(seed, "learning curve")), visible.length);
  const used = Math.min(count, visible.length);
  const chosen = Int32Array.from([
    ...Array.from(order.subarray(0, used), (at) => visible[at]),
    ...selectPairs(positives, (i, j) => !isVisible(i, j)),
  ]).sort();
  const pick = <T extends Int32Array | Float32Array>(all: T) => all.filter((_, p) => isChosen.has(p)) as T;
  const isChosen = new Set(chosen);
  const { positiveSource } = dataset;
  return {
    used,
    dataset: {
      ...dataset,
      positives: takePairs(positives, chosen),
      positiveWeight: pick(dataset.positiveWeight),
      outfit: pick(dataset.outfit),
      ...(positiveSource ? { positiveSource: pick(positiveSource) } : {}),
    },
  };
}
