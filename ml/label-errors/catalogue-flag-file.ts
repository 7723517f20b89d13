import { DamagedArrays, decodeArrays, encodeArrays } from "@/ml/artifacts/arrays";
import type { CatalogueFlag } from "./catalogue-flag";

const KIND = "catalogue-flags";

/** Bytes of flags, surest first, beside the suspects of flag-labels. Products are indices into productIds, columns and codes
 *  those of the dataset. */
export function encodeCatalogueFlags(flags: CatalogueFlag[], productIds: string[]): Uint8Array {
  return encodeArrays({ kind: KIND, productIds, flags }, {});
}

/** Reads what encodeCatalogueFlags wrote. Throws DamagedArrays on bytes that are broken or hold something else. */
export function decodeCatalogueFlags(bytes: Uint8Array): { flags: CatalogueFlag[]; productIds: string[] } {
  const { kind, productIds, flags } = decodeArrays(bytes).meta as {
    kind?: string;
    productIds: string[];
    flags: CatalogueFlag[];
  };
  if (kind !== KIND) throw new DamagedArrays(`catalogue flags were expected, these bytes hold ${kind}`);
  return { flags, productIds };
}
