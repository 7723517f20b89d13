import type { Tx } from "../db";
import { type Column, writeCategory, writeValues } from "./fix/sql";
import type { FixState } from "./schema";
import {
  columnOf,
  insertFlags,
  keyOf,
  type ParsedFlag,
  raisableFlags,
  renewFlags,
  turnUniform,
  withdrawOpenFlags,
} from "./sql";

export type RaisedBatch = { raised: Set<string>; renewed: Set<string>; withdrawn: number };

/** Renews what is open with the same proposal, puts the others in the place of what is open with another one. */
export async function raiseBatch(tx: Tx, flags: readonly ParsedFlag[]): Promise<RaisedBatch> {
  const raisable = await raisableFlags(tx, flags);
  const wanted = flags.filter((flag) => raisable.has(keyOf(flag)));
  const renewed = await renewFlags(tx, wanted);
  await turnUniform(tx, wanted);
  // A random look without its chance only renews one that waits.
  const mayOpen = ({ slice, propensity }: ParsedFlag) => slice === "ranked" || propensity !== null;
  const others = wanted.filter((flag) => !renewed.has(keyOf(flag)) && mayOpen(flag));
  const withdrawn = await withdrawOpenFlags(
    tx,
    others.map((flag) => ({ productId: flag.productId, attribute: columnOf(flag) })),
  );
  return { raised: await insertFlags(tx, others), renewed, withdrawn };
}

/** What a column's correction says by itself, without the source. */
export const correctionOf = (state: Column | FixState): number | string[] | null =>
  "categoryId" in state ? state.correctedCategoryId : state.correctedValues;

/** What a column reads as, for the audit. */
export const shownOf = (attribute: string, column: Column) =>
  "categoryId" in column ? { categoryId: column.categoryId } : { attribute, values: column.values };

/** Corrects a column, or with null leaves it to its source. The product's row is held. */
export async function writeColumn(
  tx: Tx,
  productId: string,
  attribute: string,
  correction: number | readonly string[] | null,
): Promise<Column> {
  if (attribute === "category") {
    if (typeof correction === "object" && correction !== null) throw new TypeError("a category is one id, not a list");
    return writeCategory(tx, productId, correction);
  }
  if (typeof correction === "number") throw new TypeError(`${attribute} has values, not the id ${correction}`);
  return writeValues(tx, productId, attribute, correction);
}
