import { recodeAttributes, recodeValues } from "@/ml/datasets/attributes";
import type { Column } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, presentRows, rowOf, takeRows } from "@/ml/runtime/matrix";
import { type Reduction, reduce } from "@/ml/runtime/reduction";
import type { CompatibilityModel } from "./model";
import type { NetworkItems } from "./step-input";

/** Products as they are handed in: embedding [n, d] (zeros: unknown), attributes [n, a] codes of each column, further
 *  values of columns that hold several [e, 3] (product, column, code), and embeddings of descriptions [n, t]. */
export type Items = { embedding: Matrix; attributes: Int32Array; moreValues?: Int32Array; description?: Matrix };

/** What a model has learnt of its inputs; without a reduction the image, or the description, is left out. */
export type Reading = Pick<CompatibilityModel, "columns" | "valuesRead" | "reduction" | "descriptionReduction">;

/** Row of each column's unknown value in the joint vocabulary [a]; the last entry is the size of the vocabulary. */
export function columnOffsets(columns: Column[]): Int32Array {
  const offsets = new Int32Array(columns.length + 1);
  columns.forEach((column, a) => {
    offsets[a + 1] = offsets[a] + column.values.length;
  });
  return offsets;
}

/** Products of another dataset in the columns and values that a model knows. */
export function recodeItems(items: Items & { columns: Column[] }, to: Column[]): Items {
  const { embedding, description, attributes, moreValues, columns } = items;
  return {
    embedding,
    description,
    attributes: recodeAttributes(attributes, columns, to),
    moreValues: moreValues && recodeValues(moreValues, columns, to),
  };
}

/** What the network reads of each product: components and 1 where there is none, of the image and of the description, and
 *  rows of the joint vocabulary. Throws RangeError on arrays of another length, or an embedding of another width. */
export function networkItems(items: Items, reading: Reading, tf?: TensorFlow): NetworkItems {
  const { columns, valuesRead, reduction, descriptionReduction } = reading;
  const n = items.embedding.rows;
  if (items.attributes.length !== n * columns.length) {
    throw new RangeError(`attributes hold ${items.attributes.length} codes, [${n}, ${columns.length}] were expected`);
  }
  const offsets = columnOffsets(columns);
  const blocks = [
    reduction ? withMissingFlag(items.embedding, reduction, tf) : null,
    descriptionReduction ? withMissingFlag(descriptionOf(items, descriptionReduction), descriptionReduction, tf) : null,
  ].filter((block) => block !== null);
  return {
    dense: sideBySide(n, blocks),
    blocks: blocks.map((block) => block.columns),
    codes: codesOf(items, columns, offsets, valuesRead),
    unknown: offsets.slice(0, -1),
  };
}

/** The products named by `rows` alone, in that order, without their further views. */
export function takeItems({ dense, codes, blocks, unknown }: NetworkItems, rows: Int32Array): NetworkItems {
  const columns = unknown.length;
  const values = columns > 0 ? codes.length / (dense.rows * columns) : 0;
  const taken = new Int32Array(values * rows.length * columns);
  for (let v = 0; v < values; v++) {
    rows.forEach((row, i) => {
      const from = (v * dense.rows + row) * columns;
      taken.set(codes.subarray(from, from + columns), (v * rows.length + i) * columns);
    });
  }
  return { dense: takeRows(dense, rows), blocks, codes: taken, unknown };
}

/** Nobody is described: as many rows of zeros as there are products. */
function descriptionOf({ description, embedding }: Items, { mean }: Reduction): Matrix {
  return description ?? matrixOf(embedding.rows, mean.length);
}

/** The first of a product's values in each column, then the second, and so on → [valuesRead, n, a]. A product with fewer
 *  begins again at its first, so that the mean over them is the mean of its values, or near it. */
function codesOf(
  { attributes, moreValues, embedding }: Items,
  columns: Column[],
  offsets: Int32Array,
  valuesRead: number,
) {
  const a = columns.length;
  const size = embedding.rows * a;
  const codes = new Int32Array(valuesRead * size);
  const more = valuesRead > 1 ? listsOf(moreValues ?? new Int32Array(0), a) : null;
  for (let at = 0; at < size; at++) {
    const column = at % a;
    const row = (code: number) => offsets[column] + (code > 0 && code < columns[column].values.length ? code : 0);
    codes[at] = row(attributes[at]);
    if (!more) continue;
    const values = [attributes[at], ...(more.get(at) ?? [])];
    for (let v = 1; v < valuesRead; v++) codes[v * size + at] = row(values[v % values.length]);
  }
  return codes;
}

/** Further values by place in [n, a]. */
function listsOf(moreValues: Int32Array, a: number): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  for (let e = 0; e < moreValues.length; e += 3) {
    const at = moreValues[e] * a + moreValues[e + 1];
    const list = lists.get(at);
    if (list) list.push(moreValues[e + 2]);
    else lists.set(at, [moreValues[e + 2]]);
  }
  return lists;
}

/** Most values that one product has in one column, at least 1 and at most `atMost`. */
export function valuesToRead(
  { moreValues = new Int32Array(0) }: Pick<Items, "moreValues">,
  columns: Column[],
  atMost: number,
): number {
  let most = 0;
  for (const list of listsOf(moreValues, columns.length).values()) most = Math.max(most, list.length);
  return Math.min(atMost, 1 + most);
}

/** Components of each row and, last, 1 where the row is missing → [n, components + 1]. */
export function withMissingFlag(embedding: Matrix, reduction: Reduction, tf?: TensorFlow): Matrix {
  const reduced = reduce(reduction, embedding, tf);
  const present = presentRows(embedding);
  const out = matrixOf(reduced.rows, reduced.columns + 1);
  for (let i = 0; i < out.rows; i++) {
    const row = rowOf(out, i);
    row.set(rowOf(reduced, i));
    row[reduced.columns] = 1 - present[i];
  }
  return out;
}

function sideBySide(n: number, blocks: Matrix[]): Matrix {
  if (blocks.length === 1) return blocks[0];
  const out = matrixOf(
    n,
    blocks.reduce((sum, block) => sum + block.columns, 0),
  );
  for (let i = 0; i < n; i++) {
    let at = 0;
    for (const block of blocks) {
      rowOf(out, i).set(rowOf(block, i), at);
      at += block.columns;
    }
  }
  return out;
}
