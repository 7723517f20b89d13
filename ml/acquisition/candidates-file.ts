import { bytesOf, decodeArrays, encodeArrays, floatsOf, integersOf } from "@/ml/artifacts/arrays";
import type { Candidates } from "./candidates";

/** Bytes of candidate pairs: the output of the task generate-pairs. Pairs are indices into productIds. */
export function encodeCandidates({ pairs, source, propensity }: Candidates, productIds: string[]): Uint8Array {
  const c = source.length;
  return encodeArrays(
    { kind: "candidates", productIds },
    {
      pairs: { shape: [c, 2], data: pairs },
      source: { shape: [c], data: source },
      propensity: { shape: [c], data: propensity },
    },
  );
}

/** Reads what encodeCandidates wrote. Throws DamagedArrays on broken bytes. */
export function decodeCandidates(bytes: Uint8Array): Candidates & { productIds: string[] } {
  const { meta, arrays } = decodeArrays(bytes);
  const { productIds } = meta as { productIds: string[] };
  return {
    pairs: integersOf(arrays, "pairs"),
    source: bytesOf(arrays, "source"),
    propensity: floatsOf(arrays, "propensity"),
    productIds,
  };
}
