import type { Matrix } from "@/ml/runtime/matrix";
import { type Rng, rngOf, seedFor } from "@/ml/runtime/seed";
import { outfitNeighbours } from "./outfit-neighbours";
import { type PairRates, pairRates } from "./pair-rates";
import { PairSet } from "./pair-set";
import { topPartners } from "./top-partners";

/** Codes of `source`, the positions in pairSources. */
export const SOURCE = { neighbour: 0, partner: 1, uniform: 2 } as const;

/** Items are rows 0..n−1; pairs are [p, 2] row-major. */
export type CandidateInputs = {
  /** [n, d]; zero where there is none. */
  embedding: Matrix;
  /** [n] target category, −1 unknown: such an item gets no candidates. */
  family: Int32Array;
  holdout: Uint8Array;
  /** [n] garment model: two colours of one model are no pair. */
  group: Int32Array;
  /** Pairs of outfits: the rates between categories are learnt from them. */
  positives: Int32Array;
  /** Pairs that are known already (outfits, open or judged pairs): never proposed. */
  known: Int32Array;
  /** [n] open pairs that each item has already. */
  open: Int32Array;
  /** Compatibility of pairs by the live model; absent before the first. */
  score?: (pairs: Int32Array) => Promise<Float32Array>;
};

export type CandidateOptions = {
  target: number;
  perItem: number;
  /** Share of the uniform slice; the rest goes half to each other source. */
  uniformShare: number;
};

/** pairs [p, 2]; source [p] code of pairSources; propensity [p] chance of the uniform draw, NaN for other sources. */
export type Candidates = { pairs: Int32Array; source: Uint8Array; propensity: Float32Array };

/** Proposes up to `target` pairs over categories that outfits combine, at most `perItem` open ones an item.
 *  Holdout items come in the uniform share only: nothing that a model chose may touch them. Returns fewer when the
 *  catalogue has no more. Throws RangeError on arrays of different lengths. */
export async function generateCandidates(
  inputs: CandidateInputs,
  options: CandidateOptions,
  seed: number,
): Promise<Candidates> {
  checkLengths(inputs);
  const rates = pairRates(inputs.family, inputs.positives, inputs.holdout);
  const pool = new PairSet(inputs, options.perItem);
  const uniformTarget = Math.round(options.target * options.uniformShare);
  const propensity = drawUniform(rates, pool, uniformTarget, rngOf(seedFor(seed, "uniform")));
  const left = () => options.target - pool.size;
  outfitNeighbours(inputs, rates, pool, Math.ceil(left() / 2), rngOf(seedFor(seed, "neighbours")));
  await topPartners(inputs, rates, pool, left(), rngOf(seedFor(seed, "partners")));
  return {
    ...pool.arrays(),
    propensity: Float32Array.from({ length: pool.size }, (_, i) => propensity[i] ?? Number.NaN),
  };
}

const triesPerPair = 20;

/** Draws a category pair by its rate in outfits, then one item of each: each pair's chance is known, and logged. */
function drawUniform(rates: PairRates, pool: PairSet, target: number, rng: Rng): number[] {
  const chances: number[] = [];
  for (let tries = 0; pool.size < target && tries < triesPerPair * target; tries++) {
    const cell = rates.draw(rng);
    if (!cell) break;
    const a = cell.membersA[Math.floor(rng() * cell.membersA.length)];
    const b = cell.membersB[Math.floor(rng() * cell.membersB.length)];
    if (pool.add(a, b, "uniform")) chances.push(chanceOf(cell, target));
  }
  return chances;
}

/** Chance that `draws` draws hold one given pair of the cell at least once; a pair inside one category has two ways. */
function chanceOf(cell: { rate: number; membersA: number[]; membersB: number[] }, draws: number): number {
  const ways = cell.membersA === cell.membersB ? 2 : 1;
  const once = (ways * cell.rate) / (cell.membersA.length * cell.membersB.length);
  return -Math.expm1(draws * Math.log1p(-Math.min(once, 1 - 1e-12)));
}

function checkLengths({ embedding, family, holdout, group, open }: CandidateInputs): void {
  const n = embedding.rows;
  for (const [name, { length }] of Object.entries({ family, holdout, group, open })) {
    if (length !== n) throw new RangeError(`${name} is [${length}], embedding is [${n}, ${embedding.columns}]`);
  }
}
