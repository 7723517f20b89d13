import type { Matrix } from "@/ml/runtime/matrix";

/** Turns texts into vectors. The same name and version give the same vector for the same text. */
export interface TextEncoder {
  readonly name: string;
  /** Hash of all that makes the numbers: weights, tokenizer and pooling, or a file of vectors and the catalogue's counts. */
  readonly version: string;
  /** Numbers in each vector (d). */
  readonly dimension: number;
  /** n texts → [n, d] of unit length; rows of zeros where there is no text, or nothing in it that is known. */
  encode(texts: readonly (string | null | undefined)[]): Promise<Matrix>;
  close(): Promise<void>;
}
