import { DamagedArrays, decodeArrays, encodeArrays, floatsOf, integersOf } from "../artifacts/arrays";
import { matrixOf } from "../runtime/matrix";
import type { Neighbours } from "./exact";
import type { LookAlikeInput } from "./look-alikes";

/** Bytes of a find-look-alikes input. */
export function encodeLookAlikeInput({ embedding, family, group, listed }: LookAlikeInput): Uint8Array {
  const n = embedding.rows;
  return encodeArrays(
    { kind: "find-look-alikes" },
    {
      embedding: { shape: [n, embedding.columns], data: embedding.data },
      family: { shape: [n], data: family },
      group: { shape: [n], data: group },
      listed: { shape: [n], data: Int32Array.from(listed) },
    },
  );
}

/** Reads what encodeLookAlikeInput wrote. Throws DamagedArrays on other or broken bytes. */
export function decodeLookAlikeInput(bytes: Uint8Array): LookAlikeInput {
  const { meta, arrays } = decodeArrays(bytes);
  expectKind(meta, "find-look-alikes");
  const embedding = floatsOf(arrays, "embedding");
  const [n, d] = arrays.embedding!.shape;
  return {
    embedding: matrixOf(n!, d!, embedding),
    family: integersOf(arrays, "family"),
    group: integersOf(arrays, "group"),
    listed: Uint8Array.from(integersOf(arrays, "listed")),
  };
}

/** Bytes of neighbours [n · k]. */
export const encodeNeighbours = ({ k, index, score }: Neighbours): Uint8Array =>
  encodeArrays(
    { kind: "neighbours", k },
    { index: { shape: [index.length], data: index }, score: { shape: [score.length], data: score } },
  );

/** Reads what encodeNeighbours wrote. Throws DamagedArrays on other or broken bytes. */
export function decodeNeighbours(bytes: Uint8Array): Neighbours {
  const { meta, arrays } = decodeArrays(bytes);
  expectKind(meta, "neighbours");
  return { k: (meta as { k: number }).k, index: integersOf(arrays, "index"), score: floatsOf(arrays, "score") };
}

function expectKind(meta: unknown, wanted: string): void {
  const { kind } = meta as { kind?: string };
  if (kind !== wanted) throw new DamagedArrays(`${wanted} were expected, these bytes hold ${kind}`);
}
