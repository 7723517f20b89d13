import {
  bytesOf,
  DamagedArrays,
  decodeArrays,
  encodeArrays,
  floatsOf,
  integersOf,
  type NamedArray,
  type NamedArrays,
} from "@/ml/artifacts/arrays";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import { checkCategory, checkCompatibility } from "./check-dataset";
import type { Source } from "./sources";

/** One categorical column. values[0] is the unknown value (""), so code c of an attribute is values[c]. */
export type Column = { name: string; values: string[] };

/** Which encoder made the embeddings. Embeddings of two encoders never meet. */
export type EncoderRef = { name: string; version: string; dimension: number };

/** What both heads know of the products. */
export type Catalogue = {
  seed: number;
  columns: Column[];
  encoder: EncoderRef;
  /** Row i of every array below is the product productIds[i]. */
  productIds: string[];
  /** [n, d]; a row of zeros means that no embedding is known. */
  embedding: Matrix;
  /** [n, a] row-major: code of each product in each column, 0 = unknown. */
  attributes: Int32Array;
  /** [e, 3] rows of product, column, code: the second and later values of columns that hold several. */
  moreValues?: Int32Array;
  /** [n] garment model; products of one model never stand on both sides of a split. */
  group: Int32Array;
  /** [n] 1 for the garment models kept for evaluation only. */
  holdout: Uint8Array;
};

/** Frozen input of one compatibility training. Pairs are [p, 2] row-major product indices, unordered. */
export type CompatibilityDataset = Catalogue & {
  head: "compatibility";
  /** [n] category index, −1 unknown. */
  family: Int32Array;
  /** [n] season index, −1 unknown. */
  season: Int32Array;
  /** [n, t] embedding of each product's description, rows of zeros where there is none; absent when nobody has one. */
  description?: Matrix;
  /** Embeddings [w, d] of further views of products (other photos, shifted or mirrored ones), and whose they are [w]. */
  views?: { product: Int32Array; embedding: Matrix };
  positives: Int32Array;
  /** [p] weight of each positive. */
  positiveWeight: Float32Array;
  /** Where the positives come from, and each one's place in that list [p]. Absent: all from curated outfits. */
  sources?: Source[];
  positiveSource?: Int32Array;
  /** [p] outfit that each positive comes from. */
  outfit: Int32Array;
  judged: Int32Array;
  /** [j] 1 fits, 0 clashes; in between for split votes. */
  judgedY: Float32Array;
  judgedWeight: Float32Array;
  /** Judged pairs of the uniform slice with a holdout end: evaluation only. */
  holdoutJudged: Int32Array;
  holdoutJudgedY: Float32Array;
  /** Pairs that are queued already: new candidates avoid them. Training does not read them. */
  queued?: Int32Array;
};

/** Frozen input of one category training. The columns never hold the taxonomy's parents or children. */
export type CategoryDataset = Catalogue & {
  head: "category";
  classes: string[];
  /** [n] category in force, −1 unknown. */
  label: Int32Array;
  /** [n] 1 where a reviewer settled the category. */
  confirmed: Uint8Array;
};

type Meta = Pick<Catalogue, "seed" | "columns" | "encoder" | "productIds"> & {
  head: string;
  classes?: string[];
  sources?: Source[];
};

const table = (data: NamedArray["data"], columns: number): NamedArray => ({
  shape: [columns === 0 ? 0 : data.length / columns, columns],
  data,
});
const list = (data: NamedArray["data"]): NamedArray => ({ shape: [data.length], data });

function shared(d: Catalogue): NamedArrays {
  return {
    embedding: table(d.embedding.data, d.embedding.columns),
    attributes: table(d.attributes, d.columns.length),
    group: list(d.group),
    holdout: list(d.holdout),
    ...(d.moreValues ? { moreValues: table(d.moreValues, 3) } : {}),
  };
}

/** The arrays that a compatibility dataset may go without. */
function optional({ description, views, positiveSource }: CompatibilityDataset): NamedArrays {
  return {
    ...(description ? { description: table(description.data, description.columns) } : {}),
    ...(views
      ? { viewProduct: list(views.product), viewEmbedding: table(views.embedding.data, views.embedding.columns) }
      : {}),
    ...(positiveSource ? { positiveSource: list(positiveSource) } : {}),
  };
}

function readOptional(arrays: NamedArrays): Partial<CompatibilityDataset> {
  const matrix = (name: string) => matrixOf(arrays[name].shape[0], arrays[name].shape[1], floatsOf(arrays, name));
  return {
    ...(arrays.description ? { description: matrix("description") } : {}),
    ...(arrays.viewProduct
      ? { views: { product: integersOf(arrays, "viewProduct"), embedding: matrix("viewEmbedding") } }
      : {}),
    ...(arrays.positiveSource ? { positiveSource: integersOf(arrays, "positiveSource") } : {}),
  };
}

function metaOf(d: CompatibilityDataset | CategoryDataset): Meta {
  const { head, seed, columns, encoder, productIds } = d;
  const own = d.head === "category" ? { classes: d.classes } : d.sources ? { sources: d.sources } : {};
  return { head, seed, columns, encoder, productIds, ...own };
}

/** Bytes of a compatibility dataset. Throws RangeError (with shapes) when its arrays do not agree with each other. */
export function encodeCompatibilityDataset(d: CompatibilityDataset): Uint8Array {
  checkCompatibility(d);
  return encodeArrays(metaOf(d), {
    ...shared(d),
    ...optional(d),
    family: list(d.family),
    season: list(d.season),
    positives: table(d.positives, 2),
    positiveWeight: list(d.positiveWeight),
    outfit: list(d.outfit),
    judged: table(d.judged, 2),
    judgedY: list(d.judgedY),
    judgedWeight: list(d.judgedWeight),
    holdoutJudged: table(d.holdoutJudged, 2),
    holdoutJudgedY: list(d.holdoutJudgedY),
    queued: table(d.queued ?? new Int32Array(0), 2),
  });
}

/** Bytes of a category dataset. Throws RangeError (with shapes) when its arrays do not agree with each other. */
export function encodeCategoryDataset(d: CategoryDataset): Uint8Array {
  checkCategory(d);
  return encodeArrays(metaOf(d), { ...shared(d), label: list(d.label), confirmed: list(d.confirmed) });
}

/** Reads a compatibility dataset. Throws DamagedArrays on other or broken bytes, RangeError on disagreeing shapes. */
export function decodeCompatibilityDataset(bytes: Uint8Array): CompatibilityDataset {
  const { meta, arrays } = decodeArrays(bytes);
  const d: CompatibilityDataset = {
    head: "compatibility",
    ...readShared(meta as Meta, arrays, "compatibility"),
    family: integersOf(arrays, "family"),
    season: integersOf(arrays, "season"),
    positives: integersOf(arrays, "positives"),
    positiveWeight: floatsOf(arrays, "positiveWeight"),
    outfit: integersOf(arrays, "outfit"),
    judged: integersOf(arrays, "judged"),
    judgedY: floatsOf(arrays, "judgedY"),
    judgedWeight: floatsOf(arrays, "judgedWeight"),
    holdoutJudged: integersOf(arrays, "holdoutJudged"),
    holdoutJudgedY: floatsOf(arrays, "holdoutJudgedY"),
    queued: arrays.queued ? integersOf(arrays, "queued") : new Int32Array(0),
    ...readOptional(arrays),
    ...((meta as Meta).sources ? { sources: (meta as Meta).sources } : {}),
  };
  checkCompatibility(d);
  return d;
}

/** Reads a category dataset. Throws DamagedArrays on other or broken bytes, RangeError on disagreeing shapes. */
export function decodeCategoryDataset(bytes: Uint8Array): CategoryDataset {
  const { meta, arrays } = decodeArrays(bytes);
  const d: CategoryDataset = {
    head: "category",
    ...readShared(meta as Meta, arrays, "category"),
    classes: (meta as Meta).classes ?? [],
    label: integersOf(arrays, "label"),
    confirmed: bytesOf(arrays, "confirmed"),
  };
  checkCategory(d);
  return d;
}

function readShared(meta: Meta, arrays: NamedArrays, head: string): Catalogue {
  if (meta.head !== head) throw new DamagedArrays(`a ${head} dataset was expected, this one is for ${meta.head}`);
  const { seed, columns, encoder, productIds } = meta;
  return {
    seed,
    columns,
    encoder,
    productIds,
    embedding: matrixOf(productIds.length, encoder.dimension, floatsOf(arrays, "embedding")),
    attributes: integersOf(arrays, "attributes"),
    group: integersOf(arrays, "group"),
    holdout: bytesOf(arrays, "holdout"),
    ...(arrays.moreValues ? { moreValues: integersOf(arrays, "moreValues") } : {}),
  };
}
