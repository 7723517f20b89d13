import type { Column } from "@/ml/datasets/dataset";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, presentRows, rowOf } from "@/ml/runtime/matrix";
import { type Reduction, reduce } from "@/ml/runtime/reduction";
import type { NetworkItems } from "./step-input";

/** Products as they are handed in: embedding [n, d] (zeros: unknown), attributes [n, a] codes of each column. */
export type Items = { embedding: Matrix; attributes: Int32Array };

/** Row of each column's unknown value in the joint vocabulary [a]; the last entry is the size of the vocabulary. */
export function columnOffsets(columns: Column[]): Int32Array {
  const offsets = new Int32Array(columns.length + 1);
  columns.forEach((column, a) => {
    offsets[a + 1] = offsets[a] + column.values.length;
  });
  return offsets;
}

/** What the network reads of each product: its components and, last, 1 where the embedding is missing. Without a
 *  reduction the image is left out. Throws RangeError when the embedding is not as wide as the reduction expects. */
export function networkItems(
  items: Items,
  columns: Column[],
  reduction: Reduction | null,
  tf?: TensorFlow,
): NetworkItems {
  const n = items.embedding.rows;
  if (items.attributes.length !== n * columns.length) {
    throw new RangeError(`attributes hold ${items.attributes.length} codes, [${n}, ${columns.length}] were expected`);
  }
  const offsets = columnOffsets(columns);
  const codes = items.attributes.map((code, at) => {
    const a = at % columns.length;
    return offsets[a] + (code > 0 && code < columns[a].values.length ? code : 0);
  });
  return {
    image: reduction ? withMissingFlag(items.embedding, reduction, tf) : matrixOf(n, 0),
    codes,
    unknown: offsets.slice(0, -1),
  };
}

function withMissingFlag(embedding: Matrix, reduction: Reduction, tf?: TensorFlow): Matrix {
  const reduced = reduce(reduction, embedding, tf);
  const present = presentRows(embedding);
  const image = matrixOf(reduced.rows, reduced.columns + 1);
  for (let i = 0; i < image.rows; i++) {
    const row = rowOf(image, i);
    row.set(rowOf(reduced, i));
    row[reduced.columns] = 1 - present[i];
  }
  return image;
}
