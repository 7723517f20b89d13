import { listedRefusals, type RowRefusal } from "../schema";

/** Counts and refusals of one import while it runs. */
export class Tally {
  rows = 0;
  added = 0;
  changed = 0;
  unchanged = 0;
  refused = 0;
  brokenPhotos = 0;
  readonly refusals: RowRefusal[] = [];

  refuse(refusal: RowRefusal): void {
    if (refusal.kind === "row") this.refused++;
    else this.brokenPhotos++;
    if (this.refusals.length < listedRefusals) this.refusals.push(refusal);
  }

  get counts() {
    const { rows, added, changed, unchanged, refused } = this;
    return { rows, added, changed, unchanged, refused };
  }
}

/** The report's reader goes through the file from top to bottom. */
export const byLine = (refusals: RowRefusal[]) => refusals.toSorted((a, b) => a.line - b.line);
