import { DamagedArrays, decodeArrays, encodeArrays, floatsOf } from "@/ml/artifacts/arrays";
import { matrixOf } from "@/ml/runtime/matrix";
import type { OnlineFeatures } from "./online-features";

/** Bytes of online features, in the order of the input's pairs. */
export function encodeOnlineFeatures({ features, logit, mutualInformation }: OnlineFeatures): Uint8Array {
  return encodeArrays(
    { kind: "online-features" },
    {
      features: { shape: [features.rows, features.columns], data: features.data },
      logit: { shape: [logit.length], data: logit },
      mutualInformation: { shape: [mutualInformation.length], data: mutualInformation },
    },
  );
}

/** Reads what encodeOnlineFeatures wrote. Throws DamagedArrays on other or broken bytes. */
export function decodeOnlineFeatures(bytes: Uint8Array): OnlineFeatures {
  const { meta, arrays } = decodeArrays(bytes);
  const { kind } = meta as { kind: string };
  if (kind !== "online-features") throw new DamagedArrays(`online features were expected, these bytes hold ${kind}`);
  const [p, d] = arrays.features.shape;
  return {
    features: matrixOf(p, d, floatsOf(arrays, "features")),
    logit: floatsOf(arrays, "logit"),
    mutualInformation: floatsOf(arrays, "mutualInformation"),
  };
}
