import { type Matrix, normaliseRows, takeRows } from "@/ml/runtime/matrix";
import { topK } from "@/ml/similarity/exact";

/** Look-alikes of each product: those of product i are items[start[i]] … items[start[i + 1] − 1], most similar first. */
export type SimilarItems = { start: Int32Array; items: Int32Array };

type Options = { threshold: number; atMost: number };

/** For each product of `pool`, up to `atMost` others of the pool in the same family, of another garment model, at a cosine
 *  of `threshold` or more. embedding [n, d], family and group [n]. Products without an embedding have none. */
export function similarItems(
  embedding: Matrix,
  { family, group }: { family: Int32Array; group: Int32Array },
  pool: Int32Array,
  { threshold, atMost }: Options,
): SimilarItems {
  const unit = normaliseRows(embedding);
  const found: number[][] = Array.from({ length: embedding.rows }, () => []);
  for (const members of byFamily(pool, family).values()) {
    const rows = takeRows(unit, members);
    const groups = members.map((i) => group[i]);
    const { index, score, k } = topK(rows, rows, atMost, { excludeGroup: { query: groups, base: groups } });
    members.forEach((i, q) => {
      for (let r = 0; r < k; r++) {
        const at = q * k + r;
        if (index[at] >= 0 && score[at] >= threshold) found[i].push(members[index[at]]);
      }
    });
  }
  const start = new Int32Array(embedding.rows + 1);
  found.forEach((items, i) => {
    start[i + 1] = start[i] + items.length;
  });
  return { start, items: Int32Array.from(found.flat()) };
}

function byFamily(pool: Int32Array, family: Int32Array): Map<number, Int32Array> {
  const lists = new Map<number, number[]>();
  for (const i of pool) {
    const list = lists.get(family[i]);
    if (list) list.push(i);
    else lists.set(family[i], [i]);
  }
  return new Map([...lists].map(([key, list]) => [key, Int32Array.from(list)]));
}
