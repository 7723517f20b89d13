import type { Tx } from "../../db";
import type { Tally } from "../import/import-report";
import type { InBatch } from "../import/run-import";
import { pairOf } from "./rules";
import { knownProducts } from "./sql";

/** Columns that name the two products of a pair. */
export const pairColumns = {
  a: ["a", "product_a", "product_a_id", "anchor", "anchor_id", "item_a", "left", "product_1", "item_1"],
  b: ["b", "product_b", "product_b_id", "candidate", "candidate_id", "item_b", "right", "product_2", "item_2"],
};

export type PairItem = { line: number; a: string; b: string };
export type Pair = { productAId: string; productBId: string };
const pairsPerWrite = 2_000;

/** Gives the pairs of products that are in the catalogue to `add`; the others are refused by line. */
export async function gatherKnown<T extends PairItem>(items: T[], tally: Tally, add: (pair: Pair, item: T) => void) {
  const known = await knownProducts(items.flatMap(({ a, b }) => [a, b]));
  for (const item of items) {
    const stranger = [item.a, item.b].find((id) => !known.has(id));
    const pair = pairOf(item.a, item.b);
    const reason =
      stranger !== undefined
        ? `There is no product "${stranger}" in the catalogue.`
        : pair === null
          ? "Both are the same product."
          : null;
    if (reason) tally.refuse({ kind: "row", line: item.line, column: null, reason }, [item.a, item.b]);
    else if (pair) add(pair, item);
  }
}

/** Writes all that was gathered, batch by batch, and counts it. */
export async function writeGathered<T>(
  all: T[],
  tally: Tally,
  inBatch: InBatch,
  write: (tx: Tx, importId: string, batch: T[]) => Promise<{ added: number; changed: number }>,
): Promise<void> {
  for (let from = 0; from < all.length; from += pairsPerWrite) {
    const batch = all.slice(from, from + pairsPerWrite);
    await inBatch(async (tx, importId) => {
      const { added, changed } = await write(tx, importId, batch);
      tally.added += added;
      tally.changed += changed;
      tally.unchanged += batch.length - added - changed;
    });
  }
}
