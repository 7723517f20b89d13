import { DamagedArrays, decodeArrays, encodeArrays, floatsOf, integersOf } from "@/ml/artifacts/arrays";
import type { Column, EncoderRef } from "@/ml/datasets/dataset";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import type { PairScores } from "./summarise";

/** Products and the pairs of them to score: the input of the task score-pairs. Any products, trained on or not. */
export type ScoreInput = {
  columns: Column[];
  encoder: EncoderRef;
  /** [n, d]; zeros where no embedding is known. */
  embedding: Matrix;
  /** [n, a] codes in `columns`, and second and later values [e, 3]. */
  attributes: Int32Array;
  moreValues?: Int32Array;
  /** [n, t]; zeros where there is no description. */
  description?: Matrix;
  /** [p, 2] indices of products. */
  pairs: Int32Array;
};

/** Bytes of a score input. */
export function encodeScoreInput(input: ScoreInput): Uint8Array {
  const { columns, encoder, embedding, attributes, moreValues, description, pairs } = input;
  return encodeArrays(
    { kind: "score-pairs", columns, encoder },
    {
      embedding: { shape: [embedding.rows, embedding.columns], data: embedding.data },
      attributes: { shape: [attributes.length], data: attributes },
      pairs: { shape: [pairs.length / 2, 2], data: pairs },
      ...(moreValues ? { moreValues: { shape: [moreValues.length / 3, 3], data: moreValues } } : {}),
      ...(description
        ? { description: { shape: [description.rows, description.columns], data: description.data } }
        : {}),
    },
  );
}

/** Reads what encodeScoreInput wrote. Throws DamagedArrays on other or broken bytes. */
export function decodeScoreInput(bytes: Uint8Array): ScoreInput {
  const { meta, arrays } = decodeArrays(bytes);
  const { kind, columns, encoder } = meta as { kind: string; columns: Column[]; encoder: EncoderRef };
  if (kind !== "score-pairs") throw new DamagedArrays(`pairs to score were expected, these bytes hold ${kind}`);
  const embedding = floatsOf(arrays, "embedding");
  const [n, d] = arrays.embedding.shape;
  return {
    columns,
    encoder,
    embedding: matrixOf(n, d, embedding),
    attributes: integersOf(arrays, "attributes"),
    pairs: integersOf(arrays, "pairs"),
    ...(arrays.moreValues ? { moreValues: integersOf(arrays, "moreValues") } : {}),
    ...(arrays.description
      ? { description: matrixOf(n, arrays.description.shape[1], floatsOf(arrays, "description")) }
      : {}),
  };
}

/** Bytes of scores [p], in the order of the input's pairs. */
export function encodeScores({ compatibility, mutualInformation }: PairScores): Uint8Array {
  return encodeArrays(
    { kind: "scores" },
    {
      compatibility: { shape: [compatibility.length], data: compatibility },
      mutualInformation: { shape: [mutualInformation.length], data: mutualInformation },
    },
  );
}

/** Reads what encodeScores wrote. Throws DamagedArrays on other or broken bytes. */
export function decodeScores(bytes: Uint8Array): PairScores {
  const { arrays } = decodeArrays(bytes);
  return { compatibility: floatsOf(arrays, "compatibility"), mutualInformation: floatsOf(arrays, "mutualInformation") };
}
