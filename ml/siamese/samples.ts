import type { NegativeSampler } from "@/ml/datasets/negatives";
import { drawIndex, permutation, type Rng } from "@/ml/runtime/seed";
import type { SiameseConfig } from "./config";
import type { SimilarItems } from "./similar-items";

/** Weighted examples: pair s is (left[s], right[s]). */
export type Samples = { left: Int32Array; right: Int32Array; target: Float32Array; weight: Float32Array };

/** Pairs [p, 2] that training may use, with targets and weights. */
export type PairSource = { pairs: Int32Array; target: Float32Array; weight: Float32Array };

/** What an epoch is drawn from. similar: look-alikes that may stand for a side of a positive. */
export type EpochSources = {
  positives: PairSource;
  judged: PairSource;
  sampler: NegativeSampler;
  similar: SimilarItems | null;
};

/** One member's epoch: every positive followed by its negatives, so that they share an end in the batch, and every
 *  judged pair, in random order of these groups. Negatives and look-alikes are drawn anew in each epoch. */
export function drawEpoch(
  rng: Rng,
  { positives, judged, sampler, similar }: EpochSources,
  config: SiameseConfig,
): Samples {
  const p = positives.weight.length;
  const out = new SampleList(p * (1 + config.negativesPerPositive) + judged.weight.length);
  for (const g of permutation(rng, p + judged.weight.length)) {
    if (g >= p) {
      const j = g - p;
      out.push(judged.pairs[2 * j], judged.pairs[2 * j + 1], judged.target[j], judged.weight[j]);
      continue;
    }
    const [a, b] = [positives.pairs[2 * g], positives.pairs[2 * g + 1]];
    const alike = similar && rng() < config.similarShare ? withLookAlike(rng, a, b, similar) : null;
    if (alike) out.push(...alike, config.similarTarget * positives.target[g], positives.weight[g]);
    else out.push(a, b, positives.target[g], positives.weight[g]);
    for (let k = 0; k < config.negativesPerPositive; k++) {
      const [kept, replaced] = rng() < 0.5 ? [a, b] : [b, a];
      const drawn = sampler.draw(rng, kept, replaced, config.negativeMix);
      if (drawn !== null) out.push(kept, drawn, 0, positives.weight[g]);
    }
  }
  return out.done();
}

/** The pair with one side, chosen by lot, replaced by one of its look-alikes; null when that side has none. */
function withLookAlike(rng: Rng, a: number, b: number, { start, items }: SimilarItems): [number, number] | null {
  const [kept, replaced] = rng() < 0.5 ? [a, b] : [b, a];
  const count = start[replaced + 1] - start[replaced];
  return count === 0 ? null : [kept, items[start[replaced] + drawIndex(rng, count)]];
}

/** Fixed examples for validation: each positive with one negative whose replaced end is drawn from `sampler`'s pool, of
 *  the same family and season; `widened` takes other seasons and families where there is none. */
export function drawValidation(
  rng: Rng,
  positives: PairSource,
  judged: PairSource,
  sampler: NegativeSampler,
  isReplaceable: (i: number) => boolean,
  widened: boolean,
): Samples {
  const out = new SampleList(positives.weight.length * 2 + judged.weight.length);
  for (let g = 0; g < positives.weight.length; g++) {
    const [a, b] = [positives.pairs[2 * g], positives.pairs[2 * g + 1]];
    const swap = isReplaceable(a) && (!isReplaceable(b) || rng() < 0.5);
    const [kept, replaced] = swap ? [b, a] : [a, b];
    const drawn = widened
      ? sampler.draw(rng, kept, replaced, { sameFamilySeason: 1, sameFamily: 0, random: 0 })
      : sampler.drawSameFamilySeason(rng, kept, replaced);
    if (drawn === null) continue;
    out.push(a, b, 1, positives.weight[g]);
    out.push(kept, drawn, 0, positives.weight[g]);
  }
  for (let j = 0; j < judged.weight.length; j++) {
    out.push(judged.pairs[2 * j], judged.pairs[2 * j + 1], judged.target[j], judged.weight[j]);
  }
  return out.done();
}

class SampleList {
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #target: Float32Array;
  readonly #weight: Float32Array;
  #length = 0;

  constructor(capacity: number) {
    this.#left = new Int32Array(capacity);
    this.#right = new Int32Array(capacity);
    this.#target = new Float32Array(capacity);
    this.#weight = new Float32Array(capacity);
  }

  push(left: number, right: number, target: number, weight: number): void {
    const at = this.#length++;
    this.#left[at] = left;
    this.#right[at] = right;
    this.#target[at] = target;
    this.#weight[at] = weight;
  }

  done(): Samples {
    const cut = <T extends Int32Array | Float32Array>(all: T) => all.slice(0, this.#length) as T;
    return { left: cut(this.#left), right: cut(this.#right), target: cut(this.#target), weight: cut(this.#weight) };
  }
}
