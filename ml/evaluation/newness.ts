import type { PairQuestions } from "./pair-questions";

/** How many ends of a pair training has not seen. */
export const NEWNESS = ["bothSeen", "oneUnseen", "bothUnseen"] as const;
export type Newness = (typeof NEWNESS)[number];

/** The questions by how many of their two products are new. isUnseen [n] 1 for a product that training did not hold: the
 *  holdout, or whatever a bench kept back. A newness that no question has is absent. index: positions in `questions`. */
export function byNewness(
  questions: PairQuestions,
  isUnseen: Uint8Array,
): Partial<Record<Newness, PairQuestions & { index: Int32Array }>> {
  const { pairs, target, cluster } = questions;
  const positions: number[][] = NEWNESS.map(() => []);
  for (let q = 0; q < target.length; q++) positions[isUnseen[pairs[2 * q]] + isUnseen[pairs[2 * q + 1]]].push(q);
  return Object.fromEntries(
    NEWNESS.flatMap((name, unseen) => {
      const index = Int32Array.from(positions[unseen]);
      if (index.length === 0) return [];
      const ends = Int32Array.from({ length: 2 * index.length }, (_, at) => pairs[2 * index[at >> 1] + (at & 1)]);
      const own = {
        pairs: ends,
        target: Float32Array.from(index, (q) => target[q]),
        cluster: Int32Array.from(index, (q) => cluster[q]),
        index,
      };
      return [[name, own]];
    }),
  );
}
