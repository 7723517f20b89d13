import { type ImportReport, listedRefusals, type RowRefusal } from "../schema";

/** What batches have counted; a stopped import goes on from these. */
export type BatchCounts = Pick<ImportReport, "added" | "changed" | "unchanged" | "delivered" | "contested">;

/** Counts and refusals of one import while it runs. `onRefusal` hears of each with the row's cells, beyond those that the
 *  report lists too. */
export class Tally {
  rows = 0;
  added = 0;
  changed = 0;
  unchanged = 0;
  refused = 0;
  delisted = 0;
  delivered = 0;
  contested = 0;
  brokenPhotos = 0;
  readonly refusals: RowRefusal[] = [];
  readonly notes: string[] = [];

  constructor(readonly onRefusal: (refusal: RowRefusal, cells: string[]) => void = () => {}) {}

  refuse(refusal: RowRefusal, cells: string[] = []): void {
    if (refusal.kind === "row") this.refused++;
    else this.brokenPhotos++;
    if (this.refusals.length < listedRefusals) this.refusals.push(refusal);
    this.onRefusal(refusal, cells);
  }

  get batchCounts(): BatchCounts {
    const { added, changed, unchanged, delivered, contested } = this;
    return { added, changed, unchanged, delivered, contested };
  }

  get counts() {
    const { rows, refused, delisted, brokenPhotos } = this;
    return { rows, refused, delisted, brokenPhotos, ...this.batchCounts };
  }
}

/** The report's reader goes through the file from top to bottom. */
export const byLine = (refusals: RowRefusal[]) => refusals.toSorted((a, b) => a.line - b.line);
