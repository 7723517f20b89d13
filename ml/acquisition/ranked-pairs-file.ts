import { bytesOf, decodeArrays, encodeArrays, floatsOf, integersOf } from "@/ml/artifacts/arrays";
import type { PairScores } from "@/ml/siamese/summarise";
import type { Candidates } from "./candidates";

/** New candidate pairs, by rows of the dataset, and what the model says of the queued pairs and, behind them, of these;
 *  null without a model. */
export type RankedPairs = { candidates: Candidates; scores: PairScores | null };

/** Bytes of the output of the task rank-pairs. */
export function encodeRankedPairs({ candidates, scores }: RankedPairs): Uint8Array {
  const { pairs, source, propensity } = candidates;
  const c = source.length;
  const list = (data: Float32Array) => ({ shape: [data.length], data });
  return encodeArrays(
    { kind: "ranked-pairs" },
    {
      pairs: { shape: [c, 2], data: pairs },
      source: { shape: [c], data: source },
      propensity: list(propensity),
      ...(scores
        ? { compatibility: list(scores.compatibility), mutualInformation: list(scores.mutualInformation) }
        : {}),
    },
  );
}

/** Reads what encodeRankedPairs wrote. Throws DamagedArrays on broken bytes. */
export function decodeRankedPairs(bytes: Uint8Array): RankedPairs {
  const { arrays } = decodeArrays(bytes);
  return {
    candidates: {
      pairs: integersOf(arrays, "pairs"),
      source: bytesOf(arrays, "source"),
      propensity: floatsOf(arrays, "propensity"),
    },
    scores: arrays.compatibility
      ? {
          compatibility: floatsOf(arrays, "compatibility"),
          mutualInformation: floatsOf(arrays, "mutualInformation"),
        }
      : null,
  };
}
