import { z } from "zod";
import { importCard } from "@/lib/catalogue/import-jobs/data";
import {
  Delimiter,
  ImportCard,
  ImportColumns,
  type ImportKind,
  type ImportSettings,
  ImportStart,
  longestName,
} from "@/lib/catalogue/import-jobs/schema";
import { startImport } from "@/lib/catalogue/import-jobs/start-import";
import { BehaviourKind, CatalogueMapping, OutfitKind } from "@/lib/catalogue/schema";
import { endpoint } from "@/lib/http/api/endpoint";

const shared = { tag: "Imports", scope: "imports:write", can: "import" } as const;
const fileName = z.string().min(1).max(200).default("upload.csv").describe("Its ending says how the file is read.");
const file = {
  types: [
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/x-ndjson",
    "application/json",
  ],
  says: "The file, of up to 4 GB: CSV with a header, XLSX, JSON lines or JSON.",
};
/** Delimiter and encoding are found out where they are not given. */
const common = {
  fileName,
  start: ImportStart.default("apply").describe(
    "apply: bring it in. check: only look at what it would change. wait: for photos, then check it.",
  ),
  delimiter: Delimiter.optional(),
  encoding: z.string().max(40).optional().describe("As utf-8, windows-1252 or utf-16le."),
  sheet: z.string().max(200).optional(),
};
const source = z
  .string()
  .trim()
  .min(1)
  .max(longestName)
  .describe("Who says so; the same name again means the same source.");
const { product, stock, outfit, a, b, verdict } = ImportColumns.shape;
const isWhole = z.enum(["true", "false"]).default("false").describe("Delist what the feed no longer names.");
const says =
  "The file is received, the worker does the rest: poll `/imports/{id}` for how it stands. Refused rows are listed, the others go in.";

type Sent<Q> = {
  kind: ImportKind;
  path: `/imports/${string}`;
  title: string;
  says?: string;
  query: z.ZodObject & z.ZodType<Q>;
  settingsOf: (query: Q) => Partial<ImportSettings>;
};

/** An endpoint that takes one kind of file; `settingsOf` says what a job of it needs. */
const sends = <Q extends { fileName: string; start: ImportStart }>({ kind, settingsOf, ...one }: Sent<Q>) =>
  endpoint({
    ...shared,
    ...one,
    method: "POST",
    says: [says, one.says].filter(Boolean).join(" "),
    status: 202,
    rawBody: file,
    answer: ImportCard,
    failures: ["too-large", "disk-full", "not-found"],
    handle: async ({ by, query, request }) => {
      const settings = settingsOf(query);
      const { fileName: name, start } = query;
      const begun = await startImport(by, { kind, fileName: name, body: request.body, settings, start });
      return begun.ok ? importCard(by, begun.value.id) : begun;
    },
  });

export const sendEndpoints = [
  sends({
    kind: "catalogue",
    path: "/imports/catalogue",
    title: "Import products",
    says: "Safe to repeat; corrections stay.",
    query: z.strictObject({
      mapping: z
        .string()
        .max(12_000)
        .transform(jsonOf)
        .pipe(CatalogueMapping)
        .describe("The mapping as JSON, as docs/examples holds one."),
      source: source.optional(),
      isWhole,
      ...common,
    }),
    settingsOf: ({ mapping, source: feed, isWhole: whole, ...read }) => ({
      ...formatOf(read),
      mapping,
      source: feed,
      isWhole: whole === "true",
    }),
  }),
  sends({
    kind: "outfits",
    path: "/imports/outfits",
    title: "Import outfits: one row an item, one row an outfit, or sets as JSON",
    says: "An outfit that is there already takes the file's items.",
    query: z.strictObject({
      source,
      kind: OutfitKind.optional(),
      outfitColumn: outfit,
      productColumn: product,
      ...common,
    }),
    settingsOf: ({ source: from, kind, outfitColumn, productColumn, ...read }) => ({
      ...formatOf(read),
      source: from,
      outfitKind: kind,
      columns: { outfit: outfitColumn, product: productColumn },
    }),
  }),
  sends({
    kind: "stock",
    path: "/imports/stock",
    title: "Import the daily feed of stock",
    says: "A column for the product's number and one for its pieces.",
    query: z.strictObject({ productColumn: product, stockColumn: stock, ...common }),
    settingsOf: ({ productColumn, stockColumn, ...read }) => ({
      ...formatOf(read),
      columns: { product: productColumn, stock: stockColumn },
    }),
  }),
  sends({
    kind: "judgedPairs",
    path: "/imports/pairs",
    title: "Import pairs that were judged elsewhere",
    says: "One row an answer: two products and a verdict. The same source again replaces what it said before.",
    query: z.strictObject({ source, aColumn: a, bColumn: b, verdictColumn: verdict, ...common }),
    settingsOf: ({ source: from, aColumn, bColumn, verdictColumn, ...read }) => ({
      ...formatOf(read),
      source: from,
      columns: { a: aColumn, b: bColumn, verdict: verdictColumn },
    }),
  }),
  sends({
    kind: "behaviourPairs",
    path: "/imports/behaviour",
    title: "Import what shoppers did: next clicks, baskets, sessions",
    says: "Columns a, b, kind and count; `kind` in the query is for a file that has no such column.",
    query: z.strictObject({ source, kind: BehaviourKind.optional(), ...common }),
    settingsOf: ({ source: from, kind, ...read }) => ({ ...formatOf(read), source: from, behaviourKind: kind }),
  }),
];

const formatOf = ({ delimiter, encoding, sheet }: Pick<ImportSettings, "delimiter" | "encoding" | "sheet">) => ({
  delimiter,
  encoding,
  sheet,
});

function jsonOf(text: string, context: z.core.$RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "That is no JSON." });
    return z.NEVER;
  }
}
