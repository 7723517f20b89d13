import type { CandidateInputs } from "./candidates";

/** Where a candidate pair comes from; the position is its code in `source`. */
export const pairSources = ["outfit-neighbour", "top-partner", "uniform"] as const;
type Source = (typeof pairSources)[number];

/** The candidates so far: unordered, distinct, none that is known, at most `perItem` open pairs an item. */
export class PairSet {
  private readonly taken = new Set<number>();
  private readonly open: Int32Array;
  private readonly pairs: number[] = [];
  private readonly sources: number[] = [];

  constructor(
    private readonly inputs: CandidateInputs,
    private readonly perItem: number,
  ) {
    this.open = inputs.open.slice();
    const { known, positives } = inputs;
    for (const list of [known, positives]) {
      for (let p = 0; p < list.length; p += 2) this.taken.add(this.key(list[p], list[p + 1]));
    }
  }

  get size(): number {
    return this.sources.length;
  }

  /** Whether the item can take another pair. */
  hasRoom(item: number): boolean {
    return this.open[item] < this.perItem;
  }

  /** Adds a pair unless a rule forbids it; tells whether it went in. */
  add(a: number, b: number, source: Source): boolean {
    if (!this.mayTake(a, b, source)) return false;
    this.taken.add(this.key(a, b));
    this.open[a]++;
    this.open[b]++;
    this.pairs.push(Math.min(a, b), Math.max(a, b));
    this.sources.push(pairSources.indexOf(source));
    return true;
  }

  mayTake(a: number, b: number, source: Source): boolean {
    const { holdout, embedding, group } = this.inputs;
    if (a === b || group[a] === group[b] || this.taken.has(this.key(a, b)) || !this.hasRoom(a) || !this.hasRoom(b))
      return false;
    if (source !== "uniform" && (holdout[a] || holdout[b])) return false;
    return a < embedding.rows && b < embedding.rows;
  }

  arrays(): { pairs: Int32Array; source: Uint8Array } {
    return { pairs: Int32Array.from(this.pairs), source: Uint8Array.from(this.sources) };
  }

  private key(a: number, b: number): number {
    return Math.min(a, b) * this.inputs.embedding.rows + Math.max(a, b);
  }
}
