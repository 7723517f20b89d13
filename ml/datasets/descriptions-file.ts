import { DamagedArrays, decodeArrays, encodeArrays, floatsOf } from "@/ml/artifacts/arrays";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";

/** Bytes of a dataset's descriptions [n, t] as another encoder of them reads them. */
export function encodeDescriptions({ rows, columns, data }: Matrix): Uint8Array {
  return encodeArrays({ kind: "descriptions" }, { description: { shape: [rows, columns], data } });
}

/** Reads what encodeDescriptions() wrote. Throws DamagedArrays on other or broken bytes. */
export function decodeDescriptions(bytes: Uint8Array): Matrix {
  const { meta, arrays } = decodeArrays(bytes);
  const { kind } = meta as { kind: string };
  if (kind !== "descriptions") throw new DamagedArrays(`descriptions were expected, these bytes hold ${kind}`);
  const [n, t] = arrays.description.shape;
  return matrixOf(n, t, floatsOf(arrays, "description"));
}
