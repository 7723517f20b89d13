import { drawIndex, drawNormal, permutation, type Rng } from "@/ml/runtime/seed";
import type { FineTuningConfig } from "./config";

/** Photos to learn from: label [photos] by category, taught: their places. rowOf: where a view of a photo's lies. */
export type Lesson = {
  label: Int32Array;
  classes: number;
  taught: Int32Array;
  rowsOf: (photo: number) => number[];
};

/** x [b, numbers], targets [b, classes], weights [b] that sum to about 1. */
export type Batch = { x: Float32Array; targets: Float32Array; weights: Float32Array };

/** Draws batches of `b` rows over and over: every photo once an epoch by one of its views, mixed with another photo. */
export class Batches {
  readonly stepsPerEpoch: number;
  readonly b: number;
  #order: Int32Array = new Int32Array(0);
  #at = 0;
  readonly #weightOf: (photo: number) => number;

  constructor(
    readonly lesson: Lesson,
    readonly config: FineTuningConfig,
    readonly numbers: number,
    readonly read: (row: number) => Float32Array,
    readonly rng: Rng,
  ) {
    this.b = Math.min(config.batch, lesson.taught.length);
    this.stepsPerEpoch = Math.max(1, Math.floor(lesson.taught.length / this.b));
    this.#weightOf = weightsOf(lesson, config.levelling);
  }

  next(): Batch {
    const { b, numbers, rng, config, lesson } = this;
    const { classes, taught } = lesson;
    const x = new Float32Array(b * numbers);
    const targets = new Float32Array(b * classes).fill(config.smoothing / classes);
    const weights = new Float32Array(b);
    const add = (at: number, photo: number, share: number) => {
      const rows = lesson.rowsOf(photo);
      const row = this.read(rows[drawIndex(rng, rows.length)]!);
      const start = at * numbers;
      for (let j = 0; j < numbers; j++) x[start + j]! += share * row[j]!;
      targets[at * classes + lesson.label[photo]!]! += share * (1 - config.smoothing);
      weights[at]! += (share * this.#weightOf(photo)) / b;
    };
    for (let at = 0; at < b; at++) {
      const share = config.mixing > 0 ? drawShare(rng, config.mixing) : 1;
      add(at, this.#nextPhoto(), share);
      if (share < 1) add(at, taught[drawIndex(rng, taught.length)]!, 1 - share);
    }
    return { x, targets, weights };
  }

  #nextPhoto(): number {
    if (this.#at >= this.#order.length) {
      this.#order = permutation(this.rng, this.lesson.taught.length);
      this.#at = 0;
    }
    return this.lesson.taught[this.#order[this.#at++]!]!;
  }
}

/** The larger share of Beta(a, a), by two gamma numbers (Marsaglia & Tsang 2000, boosted below 1). */
function drawShare(rng: Rng, a: number): number {
  const [one, other] = [drawGamma(rng, a), drawGamma(rng, a)];
  const share = one + other > 0 ? one / (one + other) : 1;
  return Math.max(share, 1 - share);
}

function drawGamma(rng: Rng, shape: number): number {
  if (shape < 1) return drawGamma(rng, shape + 1) * (1 - rng()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = drawNormal(rng);
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - rng()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Rarer categories count for more; 1 on average. */
function weightsOf({ label, classes, taught }: Lesson, levelling: number): (photo: number) => number {
  const count = new Float64Array(classes);
  for (const i of taught) count[label[i]!]! += 1;
  const raw = (i: number) => count[label[i]!]! ** -levelling;
  const mean = taught.reduce((sum, i) => sum + raw(i), 0) / taught.length;
  return (i) => raw(i) / mean;
}
