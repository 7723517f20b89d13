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
export type ImportReport = {
  importId: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** Products that the file's feed no longer names. */
  delisted: number;
  /** Corrections that the source has taken over, and those of which it says a third thing; those become flags. */
  delivered: number;
  contested: number;
  /** The first 10,000 of rows and photos. */
  refusals: RowRefusal[];
  /** Photos named by rows that could not be found or read: the product goes in, the photo is marked. */
  brokenPhotos: number;
  /** What else the reader has to know, in sentences. */
  notes: string[];
};

/** What screens know of a product. `photos` in order; a broken one carries its reason and no sha256. */
export type ProductCard = {
  id: string;
  groupId: string;
  title: string;
  description: string | null;
  season: string | null;
  price: { amount: string; currency: string } | null;
  stock: number | null;
  category: { id: number; name: string } | null;
  attributes: { name: string; label: string; values: string[]; isCorrected: boolean }[];
  photos: { sha256: string; width: number; height: number }[];
};

/** A product with where its values come from. */
export type ProductRecord = ProductCard & {
  /** Its place in the taxonomy from the root; id null below the target level. */
  path: { id: number | null; name: string }[];
  /** As imported, under any correction. */
  source: { category: string | null; values: Record<string, string[]> };
  isCategoryCorrected: boolean;
  brokenPhotos: { fileName: string; reason: string }[];
  importedFrom: { fileName: string; at: string } | null;
  createdAt: string;
  updatedAt: string;
  delistedAt: string | null;
  otherColours: ProductCard[];
};

/** A product beside another one. score: a cosine, or a compatibility 0..1. */
export type RelatedProduct = { product: ProductCard; score: number };

export type CategoryNode = {
  id: number;
  level: number;
  name: string;
  parentId: number | null;
  isTarget: boolean;
  products: number;
};

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
