import type { AttributeHead } from "@/ml/category/attribute-heads";
import type { Catalogue } from "@/ml/datasets/dataset";
import { type Matrix, rowOf } from "@/ml/runtime/matrix";
import { type AttributeContradiction, type MissingAttribute, surestFirst } from "./catalogue-flag";

/** A proposal that is wrong in one case of ten still saves typing. */
const SURE_FROM = 0.9;

/** A known value at or below this, with another at or above PROPOSED_FROM, contradicts the photo. */
const RULED_OUT_BELOW = 0.02;
const PROPOSED_FROM = 0.8;

type Attributed = Pick<Catalogue, "attributes" | "columns">;

/** Unknown values with a sure out-of-fold proposal, surest first. probabilities [n, v]: the heads side by side, in the
 *  dataset's own columns, each column predicted without its own value; rows of zeros propose nothing. Throws RangeError
 *  when they do not fit the dataset. */
export function missingAttributes(
  dataset: Attributed,
  heads: AttributeHead[],
  probabilities: Matrix,
): MissingAttribute[] {
  const flags: MissingAttribute[] = [];
  visitValues(dataset, heads, probabilities, ({ product, column, given, chosen, of }) => {
    if (given !== 0 || of(chosen) < SURE_FROM) return;
    flags.push({
      kind: "missing-attribute",
      product,
      column,
      proposed: chosen,
      proposedProbability: of(chosen),
      score: of(chosen),
      reasons: [`${nameOf(dataset, column)} is empty; ${say(dataset, column, chosen, of)}.`],
    });
  });
  return surestFirst(flags);
}

/** Known values that the photo and the other columns all but rule out in favour of another, surest first. score: one
 *  minus the odds of the given value against the proposed one. probabilities as for missingAttributes. */
export function attributeContradictions(
  dataset: Attributed,
  heads: AttributeHead[],
  probabilities: Matrix,
): AttributeContradiction[] {
  const flags: AttributeContradiction[] = [];
  visitValues(dataset, heads, probabilities, ({ product, column, given, chosen, of }) => {
    if (given === 0 || given === chosen || of(given) > RULED_OUT_BELOW || of(chosen) < PROPOSED_FROM) return;
    flags.push({
      kind: "attribute-contradiction",
      product,
      column,
      given,
      givenProbability: of(given),
      proposed: chosen,
      proposedProbability: of(chosen),
      score: of(chosen) / (of(chosen) + of(given)),
      reasons: [
        `${nameOf(dataset, column)} is given as ${dataset.columns[column].values[given]}; ${say(dataset, column, chosen, of)}.`,
      ],
    });
  });
  return surestFirst(flags);
}

type Value = { product: number; column: number; given: number; chosen: number; of(code: number): number };

/** Calls `visit` for every product and head with a prediction; chosen: the likeliest code, of: a code's probability. */
function visitValues(
  { attributes, columns }: Attributed,
  heads: AttributeHead[],
  probabilities: Matrix,
  visit: (value: Value) => void,
): void {
  const n = columns.length === 0 ? probabilities.rows : attributes.length / columns.length;
  const width = heads.reduce((end, { start, size }) => Math.max(end, start + size), 0);
  if (probabilities.rows !== n || probabilities.columns !== width) {
    throw new RangeError(`probabilities are [${probabilities.rows}, ${probabilities.columns}], not [${n}, ${width}]`);
  }
  for (let product = 0; product < n; product++) {
    for (const { column, start, size } of heads) {
      const row = rowOf(probabilities, product).subarray(start, start + size);
      let best = 0;
      for (let v = 1; v < size; v++) if (row[v] > row[best]) best = v;
      if (!(row[best] > 0)) continue;
      const given = attributes[product * columns.length + column];
      visit({ product, column, given, chosen: best + 1, of: (code) => row[code - 1] });
    }
  }
}

function nameOf({ columns }: Attributed, column: number): string {
  const { name } = columns[column];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function say({ columns }: Attributed, column: number, code: number, of: (code: number) => number): string {
  return `the photo and the other columns say ${columns[column].values[code]} with ${Math.round(100 * of(code))} %`;
}
