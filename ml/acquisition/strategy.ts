import type { Matrix } from "@/ml/runtime/matrix";
import type { Rng } from "@/ml/runtime/seed";

/** What a strategy may look at. Example i of n stands in row i everywhere. It never sees a model. */
export type Pool = {
  /** [n, k] calibrated class probabilities; pairs have k = 2 (clashes, fits). */
  probabilities: Matrix;
  /** [n] information that the ensemble's members disagree on, in nats. */
  mutualInformation?: Float32Array;
  /** [n, d] for strategies that spread their picks. */
  features?: Matrix;
  /** [n, 2] row-major: the two items of each pair, for caps per item. */
  items?: Int32Array;
  /** [n] the class that the catalogue, an outfit or an earlier label gives; −1 where nothing is given. */
  given?: Int32Array;
  /** [n] the cell of each example: for pairs, the two categories that it joins. */
  cells?: Int32Array;
  /** [c] labels that each cell has already. */
  cellLabels?: Int32Array;
  /** [c] share of each cell in what is worn. */
  cellRates?: Float32Array;
};

/** Chooses what to label next. */
export interface AcquisitionStrategy {
  readonly name: string;
  /** n distinct indices of the pool, best first. Same pool and stream, same answer. RangeError when n > pool. */
  acquire(pool: Pool, n: number, rng: Rng): Int32Array;
}

export function checkAsked(pool: Pool, n: number): void {
  if (!(n >= 0 && n <= pool.probabilities.rows)) {
    throw new RangeError(`${n} examples asked of a pool of ${pool.probabilities.rows}`);
  }
}

/** A strategy's optional input, or a RangeError that names what is missing. */
export function need<T>(value: T | undefined, name: string, strategy: string): T {
  if (value === undefined) throw new RangeError(`${strategy} needs the pool's ${name}`);
  return value;
}
