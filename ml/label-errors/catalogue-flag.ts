/** A doubt about a product other than its category. score 0..1, larger is surer; products and columns are indices into the
 *  dataset; reasons are sentences without a product's name, most telling first. */
export type CatalogueFlag = NearDuplicate | PhotoFault | MissingAttribute | AttributeContradiction;
export type CatalogueFlagKind = CatalogueFlag["kind"];

type Doubt = { product: number; score: number; reasons: string[] };

/** The product's photo is all but the same as that of `other`, of another garment model. */
export type NearDuplicate = Doubt & { kind: "near-duplicate"; other: number; cosine: number };

/** The photo is missing or unreadable, stands for many models (a placeholder), or shows something else than its category.
 *  others: the products that share it, or its nearest look-alikes. */
export type PhotoFault = Doubt & {
  kind: "photo-fault";
  fault: "missing" | "unreadable" | "shared" | "out-of-place";
  others: number[];
};

/** The column's value is unknown, and the out-of-fold proposal is sure. proposed: a code of the column. */
export type MissingAttribute = Doubt & {
  kind: "missing-attribute";
  column: number;
  proposed: number;
  proposedProbability: number;
};

/** The column's value is known, and out of fold all but ruled out in favour of another. */
export type AttributeContradiction = Doubt & {
  kind: "attribute-contradiction";
  column: number;
  given: number;
  givenProbability: number;
  proposed: number;
  proposedProbability: number;
};

/** Surest first; among equals the lower product. */
export function surestFirst<F extends CatalogueFlag>(flags: F[]): F[] {
  return flags.sort((a, b) => b.score - a.score || a.product - b.product);
}
