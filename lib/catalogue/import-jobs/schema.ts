import { z } from "zod";
import { BehaviourKind, CatalogueMapping, ImportReport, OutfitKind, RowRefusal, TableFormat } from "../schema";

export const ImportKind = z.enum(["catalogue", "outfits", "stock", "judgedPairs", "behaviourPairs"]);
export type ImportKind = z.infer<typeof ImportKind>;

/** draft: dropped. checking, checked: the dry run. applying: it is being written. */
export const ImportStatus = z.enum(["draft", "checking", "checked", "applying", "finished", "failed", "cancelled"]);
export type ImportStatus = z.infer<typeof ImportStatus>;

export const longestName = 100;

const columnName = z.string().min(1).max(200).optional();
export const ImportColumns = z.object({
  product: columnName,
  stock: columnName,
  outfit: columnName,
  a: columnName,
  b: columnName,
  verdict: columnName,
});

/** What parts the cells of a CSV: neither what quotes one nor what ends a line. */
export const Delimiter = z
  .string()
  .length(1)
  .regex(/^[^"\r\n]$/, "A quotation mark or a line end can't part cells.");

/** How a dropped file is read, and what is done with it. Delimiter and encoding are for CSV, the sheet for workbooks. */
export const ImportSettings = z.object({
  delimiter: Delimiter.optional(),
  encoding: z.string().max(40).optional(),
  sheet: z.string().max(200).optional(),
  /** Catalogue alone. */
  mapping: CatalogueMapping.optional(),
  /** The feed of a catalogue, or who made outfits and pairs. */
  source: z.string().trim().min(1).max(longestName).optional(),
  /** The file holds all of the feed: what it no longer names is delisted. */
  isWhole: z.boolean().default(false),
  outfitKind: OutfitKind.optional(),
  behaviourKind: BehaviourKind.optional(),
  /** Names of columns of a stock, outfit or pair file; the usual ones are found without. */
  columns: ImportColumns.optional(),
});
export type ImportSettings = z.infer<typeof ImportSettings>;

/** photo: where it is shown from; null where there is none, and in plans of an earlier version. */
const ProductSample = z.object({ id: z.string(), title: z.string(), photo: z.string().nullable().default(null) });
export type ProductSample = z.infer<typeof ProductSample>;
const FieldChange = z.object({ field: z.string(), before: z.string(), after: z.string() });

/** What the dry run found; counts are products, or outfits and pairs for those. */
export const ImportPlan = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  delisted: z.int(),
  /** Photos that rows name and nobody dropped. */
  missingPhotos: z.int(),
  /** Photos behind addresses, which are fetched while it is brought in. */
  addresses: z.int(),
  /** By field, how many products change in it. */
  fields: z.array(z.object({ field: z.string(), products: z.int() })),
  samples: z.object({
    added: z.array(ProductSample),
    changed: z.array(ProductSample.extend({ changes: z.array(FieldChange) })),
    refused: z.array(RowRefusal),
    delisted: z.array(ProductSample),
  }),
  notes: z.array(z.string()),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

/** How many of each kind a plan shows. */
export const shownSamples = 8;
export const shownRefusals = 20;

/** share: of the file, 0..1; null where that is unknown. */
export const JobProgress = z.object({ rows: z.int(), share: z.number().nullable() });
export type JobProgress = z.infer<typeof JobProgress>;

/** What came of it: a report's counts. */
export const ImportOutcome = ImportReport.pick({
  rows: true,
  added: true,
  changed: true,
  unchanged: true,
  refused: true,
  delisted: true,
  delivered: true,
  contested: true,
}).extend({ brokenPhotos: z.int() });
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** How a file came: dropped in the browser or sent by a program, or read by the command line, which keeps no copy. */
export const ImportWay = z.enum(["sent", "commandLine"]);

/** An import as screens and programs see it. */
export const ImportCard = z.object({
  id: z.uuid(),
  way: ImportWay,
  kind: ImportKind,
  fileName: z.string(),
  format: TableFormat,
  /** null where no copy was kept. */
  bytes: z.int().nullable(),
  settings: ImportSettings,
  status: ImportStatus,
  plan: ImportPlan.nullable(),
  progress: JobProgress.nullable(),
  /** Bringing it in has begun, so that it can only go on: with these settings, after doneRows. */
  isBegun: z.boolean(),
  doneRows: z.int(),
  outcome: ImportOutcome.nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  photos: z.object({ files: z.int(), archives: z.int() }),
  /** When the very same file was brought in before. */
  twinOf: z.iso.datetime().nullable(),
});
export type ImportCard = z.infer<typeof ImportCard>;

/** With a program's file: bring it in, look at what it would change, or wait for its photos. */
export const ImportStart = z.enum(["apply", "check", "wait"]);
export type ImportStart = z.infer<typeof ImportStart>;

/** The first garments of a table as a mapping reads them. photo: a data address; facts: season, price, stock. */
export type Reading = {
  garments: {
    id: string;
    groupId: string;
    title: string;
    path: string[];
    facts: string[];
    values: { label: string; value: string }[];
    photo: string | null;
  }[];
  refusals: RowRefusal[];
};

/** A table's columns with some of their values, and how it was read. */
export type TableSample = {
  delimiter: string | null;
  encoding: string | null;
  sheet: string | null;
  sheets: string[];
  columns: { name: string; values: string[] }[];
  /** A first guess at what is what. */
  proposed: CatalogueMapping | null;
};
/** Values that are shown of a column. */
export const shownValues = 4;

export const SavedMapping = z.object({ name: z.string().trim().min(1).max(longestName), mapping: CatalogueMapping });
export type SavedMapping = z.infer<typeof SavedMapping>;

/** Whether somebody has to wait for it. */
export const isBusy = (status: ImportStatus): boolean => status === "checking" || status === "applying";
