import { z } from "zod";

/** A column's value, or the part of it that a pattern's first group captures. */
const Extract = z.object({ column: z.string().min(1), pattern: z.string().optional() });

/** How a customer's CSV becomes products. docs/examples/mango.mapping.json is the worked example. */
export const CatalogueMapping = z.object({
  id: z.string().min(1),
  group: Extract,
  season: Extract.optional(),
  title: z.union([z.string().min(1), Extract]).describe("A template like {colour} {type}, or a column."),
  description: Extract.optional(),
  price: Extract.extend({ currency: z.string().length(3).optional() }).optional(),
  stock: Extract.optional(),
  images: z.array(Extract).default([]),
  taxonomy: z
    .array(z.object({ column: z.string().min(1), label: z.string().min(1), target: z.boolean().default(false) }))
    .min(1)
    .refine(
      (levels) => levels.filter((level) => level.target).length === 1,
      "Mark exactly one taxonomy level as target.",
    ),
  attributes: z
    .array(
      z.object({
        column: z.string().min(1),
        name: z.string().min(1),
        label: z.string().min(1),
        separator: z.string().min(1).optional(),
      }),
    )
    .default([]),
  delimiter: z.string().length(1).optional(),
  encoding: z.string().optional(),
});
export type CatalogueMapping = z.infer<typeof CatalogueMapping>;

/** What a table is kept as. json: a list of objects, or one object of objects by id. */
export const TableFormat = z.enum(["csv", "xlsx", "jsonl", "json"]);
export type TableFormat = z.infer<typeof TableFormat>;

/** curated: by the house's own stylists. imported: sets from elsewhere, which follow another taste. */
export const OutfitKind = z.enum(["curated", "imported"]);
export type OutfitKind = z.infer<typeof OutfitKind>;

/** What shoppers did with two products: one clicked after the other, in one basket, in one session. */
export const BehaviourKind = z.enum(["nextClick", "basket", "session"]);
export type BehaviourKind = z.infer<typeof BehaviourKind>;

/** Something in the file that did not go in. kind "row": the whole row; "photo": the row went in without this photo. */
export const RowRefusal = z.object({
  kind: z.enum(["row", "photo"]),
  line: z.int(),
  column: z.string().nullable(),
  reason: z.string(),
});
export type RowRefusal = z.infer<typeof RowRefusal>;
/** Refusals that a report lists; the counts know them all. */
export const listedRefusals = 10_000;

/** rows and refused count rows of the file; added, changed and unchanged count products, or outfits for outfits. */
export const ImportReport = z.object({
  importId: z.uuid(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** Products that the file's feed no longer names. */
  delisted: z.int(),
  /** Corrections that the source has taken over, and those of which it says a third thing; those become flags. */
  delivered: z.int(),
  contested: z.int(),
  /** The first 10,000 of rows and photos. */
  refusals: z.array(RowRefusal),
  /** Photos named by rows that could not be found or read: the product goes in, the photo is marked. */
  brokenPhotos: z.int(),
  /** What else the reader has to know, in sentences. */
  notes: z.array(z.string()),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** As far as the database counts. */
export const mostId = 2_147_483_647;
export const CategoryId = z.int().min(1).max(mostId);

/** What screens know of a product. `photos` in order; a broken one carries its reason and no sha256. */
export const ProductCard = z.object({
  id: z.string(),
  groupId: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  season: z.string().nullable(),
  price: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  stock: z.int().nullable(),
  category: z.object({ id: z.int(), name: z.string() }).nullable(),
  attributes: z.array(
    z.object({ name: z.string(), label: z.string(), values: z.array(z.string()), isCorrected: z.boolean() }),
  ),
  photos: z.array(z.object({ sha256: z.string(), width: z.int(), height: z.int() })),
});
export type ProductCard = z.infer<typeof ProductCard>;

/** A product with where its values come from. */
export const ProductRecord = ProductCard.extend({
  /** Its place in the taxonomy from the root; id null below the target level. */
  path: z.array(z.object({ id: z.int().nullable(), name: z.string() })),
  /** As imported, under any correction. */
  source: z.object({ category: z.string().nullable(), values: z.record(z.string(), z.array(z.string())) }),
  isCategoryCorrected: z.boolean(),
  brokenPhotos: z.array(z.object({ fileName: z.string(), reason: z.string() })),
  importedFrom: z.object({ fileName: z.string(), at: z.iso.datetime() }).nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  delistedAt: z.iso.datetime().nullable(),
  otherColours: z.array(ProductCard),
});
export type ProductRecord = z.infer<typeof ProductRecord>;

/** A product beside another one. score: a cosine, or a compatibility 0..1. */
export const RelatedProduct = z.object({ product: ProductCard, score: z.number() });
export type RelatedProduct = z.infer<typeof RelatedProduct>;

export const CategoryNode = z.object({
  id: z.int(),
  level: z.int(),
  name: z.string(),
  parentId: z.int().nullable(),
  isTarget: z.boolean(),
  products: z.int(),
});
export type CategoryNode = z.infer<typeof CategoryNode>;

/** The workspace's columns as the last import named them (Setting "catalogue.columns"). */
export const CatalogueColumns = z.object({
  attributes: z.array(z.object({ name: z.string(), label: z.string() })),
  taxonomy: z.array(z.object({ label: z.string(), target: z.boolean() })),
});
export type CatalogueColumns = z.infer<typeof CatalogueColumns>;

/** Photo sizes the app serves, longest side in px: WebP made by sharp on first request and kept. */
export const photoSizes = { thumb: 320, large: 1280 } as const;
export type PhotoSize = keyof typeof photoSizes;
/** Where a browser finds a photo. */
export const photoUrl = (sha256: string, size: PhotoSize | "full") => `/api/photos/${sha256}/${size}`;
