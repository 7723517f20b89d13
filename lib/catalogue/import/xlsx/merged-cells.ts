import type { Readable } from "node:stream";

/** Rows and columns of a merged range, from 0, both ends included. */
export type Merged = { top: number; bottom: number; left: number; right: number };

const mostRanges = 200_000;
const longestTag = 200;

/** "AB" → 27. */
export const columnAt = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** The merged ranges of a sheet. They stand behind its cells, so the sheet is read once for them alone. */
export async function mergedCells(sheet: Readable): Promise<Merged[]> {
  const found: Merged[] = [];
  let rest = "";
  sheet.setEncoding("utf8");
  for await (const piece of sheet as AsyncIterable<string>) {
    const text = rest + piece;
    for (const [, left, top, right, bottom] of text.matchAll(
      /<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g,
    )) {
      if (found.length >= mostRanges) break;
      found.push({ top: Number(top) - 1, bottom: Number(bottom) - 1, left: columnAt(left!), right: columnAt(right!) });
    }
    rest = text.slice(Math.max(0, text.lastIndexOf("<"), text.length - longestTag));
    if (rest.endsWith(">")) rest = "";
  }
  return found.sort((a, b) => a.top - b.top);
}

/** Gives a merged range's one value to all of its cells, row by row from the top. */
export class MergedFiller {
  #next = 0;
  #open: { range: Merged; value: string }[] = [];

  constructor(readonly ranges: readonly Merged[]) {}

  /** Fills the cells of row `at`, in place. */
  fill(at: number, cells: string[], mostColumns: number): void {
    this.#open = this.#open.filter(({ range }) => range.bottom >= at);
    for (; this.#next < this.ranges.length && this.ranges[this.#next]!.top <= at; this.#next++) {
      const range = this.ranges[this.#next]!;
      this.#open.push({ range, value: range.top === at ? (cells[range.left] ?? "") : "" });
    }
    for (const { range, value } of this.#open) {
      for (let c = range.left; c <= Math.min(range.right, mostColumns - 1); c++) cells[c] ||= value;
    }
  }
}
