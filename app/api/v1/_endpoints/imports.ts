import { z } from "zod";
import { checkMapping } from "@/lib/catalogue/import/read-mapping";
import { importBehaviourPairs } from "@/lib/catalogue/import-behaviour-pairs";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { importJudgedPairs } from "@/lib/catalogue/import-judged-pairs";
import { importOutfits } from "@/lib/catalogue/import-outfits";
import { importRecord, importRecords } from "@/lib/catalogue/import-records";
import { importStock } from "@/lib/catalogue/import-stock";
import { mostUploadBytes, withUpload } from "@/lib/catalogue/import-upload";
import { BehaviourKind, ImportRecord, ImportReport } from "@/lib/catalogue/schema";
import { endpoint } from "@/lib/http/api/endpoint";
import { fail } from "@/lib/result";

const shared = { tag: "Imports", scope: "imports:write", can: "import" } as const;
const file = { types: ["text/csv"], says: `A CSV file with a header, of up to ${mostUploadBytes / 1_000_000} MB.` };
const fileName = z
  .string()
  .regex(/^[^/\\]{1,120}$/, "A name without slashes, of up to 120 characters.")
  .refine((name) => name !== "." && name !== "..", "That is no name.")
  .default("upload.csv");
const format = { delimiter: z.string().length(1).default(","), encoding: z.string().max(40).default("utf-8") };
const source = z.string().trim().min(1).max(200).describe("Who says so; the same name again means the same source.");
/** Optional names of columns; without them the usual ones are found. */
const columns = <Name extends string>(...names: Name[]) => {
  const name = z.string().min(1).max(200).optional();
  return Object.fromEntries(names.map((one) => [one, name])) as Record<Name, typeof name>;
};
const says = "The file is read as it comes, and the answer is the report. Refused rows are listed, the others go in.";

export const importEndpoints = [
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/catalogue",
    title: "Import products",
    says: `${says} Safe to repeat; corrections stay. Photos come by Catalogue, Import or by the command line.`,
    query: z.strictObject({
      mapping: z.string().min(2).max(12_000).describe("The mapping as JSON, as docs/examples holds one."),
      fileName,
    }),
    rawBody: file,
    answer: ImportReport,
    failures: ["too-large", "disk-full", "not-found"],
    handle: async ({ by, query, request }) => {
      const mapping = checkMapping(jsonOf(query.mapping));
      if (!mapping.ok) return mapping;
      if (mapping.value.images.length > 0)
        return fail("invalid", "query.mapping: leave images empty; files on this server can't be named from outside.");
      return withUpload({ fileName: query.fileName, body: request.body }, (path) =>
        importCatalogue(by, { file: path, mapping: mapping.value }, { signal: request.signal }),
      );
    },
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/outfits",
    title: "Import stylists' outfits, one row an item",
    says: `${says} An outfit that is there already takes the file's items.`,
    query: z.strictObject({
      source: z.string().trim().min(1).max(200).describe("Who composed them."),
      outfitColumn: z.string().min(1).max(200).optional(),
      productColumn: z.string().min(1).max(200).optional(),
      fileName,
      ...format,
    }),
    rawBody: file,
    answer: ImportReport,
    failures: ["too-large", "disk-full", "not-found"],
    handle: ({ by, query: { fileName, ...source }, request }) =>
      withUpload({ fileName, body: request.body }, (path) =>
        importOutfits(by, { ...source, file: path }, { signal: request.signal }),
      ),
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/stock",
    title: "Import the daily feed of stock",
    says: `${says} A column for the product's number and one for its pieces.`,
    query: z.strictObject({ ...columns("productColumn", "stockColumn"), fileName, ...format }),
    rawBody: file,
    answer: ImportReport,
    failures: ["too-large", "disk-full", "not-found"],
    handle: ({ by, query: { fileName, ...source }, request }) =>
      withUpload({ fileName, body: request.body }, (path) =>
        importStock(by, { ...source, file: path }, { signal: request.signal }),
      ),
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/pairs",
    title: "Import pairs that were judged elsewhere",
    says: `${says} One row an answer: two products and a verdict. The same source again replaces what it said before.`,
    query: z.strictObject({ source, ...columns("aColumn", "bColumn", "verdictColumn"), fileName, ...format }),
    rawBody: file,
    answer: ImportReport,
    failures: ["too-large", "disk-full", "not-found"],
    handle: ({ by, query: { fileName, ...source }, request }) =>
      withUpload({ fileName, body: request.body }, (path) =>
        importJudgedPairs(by, { ...source, file: path }, { signal: request.signal }),
      ),
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/behaviour",
    title: "Import what shoppers did: next clicks, baskets, sessions",
    says: `${says} Columns a, b, kind and count; \`kind\` in the query is for a file that has no such column.`,
    query: z.strictObject({ source, kind: BehaviourKind.optional(), fileName, ...format }),
    rawBody: file,
    answer: ImportReport,
    failures: ["too-large", "disk-full", "not-found"],
    handle: ({ by, query: { fileName, ...source }, request }) =>
      withUpload({ fileName, body: request.body }, (path) =>
        importBehaviourPairs(by, { ...source, file: path }, { signal: request.signal }),
      ),
  }),
  endpoint({
    ...shared,
    method: "GET",
    path: "/imports",
    title: "The last hundred imports",
    answer: z.object({ imports: z.array(ImportRecord) }),
    handle: async ({ by }) => ({ imports: await importRecords(by) }),
  }),
  endpoint({
    ...shared,
    method: "GET",
    path: "/imports/{id}",
    title: "One import with what it refused",
    params: z.object({ id: z.uuid() }),
    answer: ImportRecord.extend({ refusals: ImportReport.shape.refusals }),
    failures: ["not-found"],
    handle: ({ by, params }) => importRecord(by, params.id),
  }),
];

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no mapping either, and is told so.
    return null;
  }
}
