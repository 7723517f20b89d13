/** Pairs are unordered: one key for (i, j) and (j, i) among n products, exact for n < 94 million. */
export function pairKey(i: number, j: number, n: number): number {
  return i < j ? i * n + j : j * n + i;
}

/** Keys of all pairs [p, 2] of the given lists. */
export function pairKeys(n: number, ...lists: Int32Array[]): Set<number> {
  const keys = new Set<number>();
  for (const pairs of lists) {
    for (let p = 0; p < pairs.length; p += 2) keys.add(pairKey(pairs[p], pairs[p + 1], n));
  }
  return keys;
}

/** Pairs [p, 2] as indices into `pairs` where both ends pass `keep`; a product with itself never passes. */
export function selectPairs(pairs: Int32Array, keep: (i: number, j: number) => boolean): Int32Array {
  const chosen: number[] = [];
  for (let p = 0; p < pairs.length / 2; p++) {
    if (pairs[2 * p] !== pairs[2 * p + 1] && keep(pairs[2 * p], pairs[2 * p + 1])) chosen.push(p);
  }
  return Int32Array.from(chosen);
}

/** The chosen rows of [p, 2] → [chosen.length, 2]. */
export function takePairs(pairs: Int32Array, chosen: Int32Array): Int32Array {
  const out = new Int32Array(chosen.length * 2);
  for (let c = 0; c < chosen.length; c++) {
    out[2 * c] = pairs[2 * chosen[c]];
    out[2 * c + 1] = pairs[2 * chosen[c] + 1];
  }
  return out;
}

/** Number of pairs that each of n products stands in → [n]. */
export function degreesOf(pairs: Int32Array, n: number): Float32Array {
  const degree = new Float32Array(n);
  for (const i of pairs) degree[i] += 1;
  return degree;
}
