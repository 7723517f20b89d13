import { type Matrix, takeRows } from "../runtime/matrix";
import { type Neighbours, topK } from "./exact";

/** Products to find look-alikes among. embedding [n, d] of unit length, zeros where there is none; family and group [n],
 *  a negative family is none; listed [n] 1 where the product may be an answer. */
export type LookAlikeInput = { embedding: Matrix; family: Int32Array; group: Int32Array; listed: Uint8Array };

/** Up to k listed products that look most like each one: of its family, of another garment model. Row i's answers stand
 *  at i · k, best first; the rest has index −1. A product without an embedding or a family has none and is none. */
export function findLookAlikes({ embedding, family, group, listed }: LookAlikeInput, k: number): Neighbours {
  const found: Neighbours = {
    k,
    index: new Int32Array(embedding.rows * k).fill(-1),
    score: new Float32Array(embedding.rows * k).fill(Number.NEGATIVE_INFINITY),
  };
  for (const members of familiesOf(embedding, family)) {
    const rows = takeRows(embedding, members);
    const groups = members.map((i) => group[i]!);
    const near = topK(rows, rows, k, {
      excludeGroup: { query: groups, base: groups },
      allowed: Uint8Array.from(members, (i) => listed[i]!),
    });
    members.forEach((i, q) => {
      for (let r = 0; r < k; r++) {
        const place = near.index[q * k + r]!;
        if (place < 0) continue;
        found.index[i * k + r] = members[place]!;
        found.score[i * k + r] = near.score[q * k + r]!;
      }
    });
  }
  return found;
}

function familiesOf(embedding: Matrix, family: Int32Array): Int32Array[] {
  const lists = new Map<number, number[]>();
  for (let i = 0; i < embedding.rows; i++) {
    if (family[i]! < 0 || isEmpty(embedding, i)) continue;
    const list = lists.get(family[i]!);
    if (list) list.push(i);
    else lists.set(family[i]!, [i]);
  }
  return [...lists.values()].map((list) => Int32Array.from(list));
}

const isEmpty = ({ data, columns }: Matrix, i: number) =>
  data.subarray(i * columns, (i + 1) * columns).every((value) => value === 0);
