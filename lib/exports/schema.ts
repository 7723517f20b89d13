import { z } from "zod";

/** labels: every judgement with what was asked and why · fixes: what changed in the catalogue · products: the catalogue
 *  with its corrections · embeddings: one vector a product · scores: what goes best with each product · neighbours: what
 *  looks most like it. */
export const exportKinds = ["labels", "fixes", "products", "embeddings", "scores", "neighbours"] as const;
export const ExportKind = z.enum(exportKinds);
export type ExportKind = z.infer<typeof ExportKind>;

export const exportFormats = ["csv", "jsonl", "parquet"] as const;
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportRequest = z.object({
  kind: ExportKind,
  format: ExportFormat.default("csv"),
  /** Labels given and fixes made at or after this moment only. */
  since: z.iso.datetime({ offset: true, error: "Give a moment such as 2026-11-25T00:00:00Z." }).optional(),
});
export type ExportRequest = z.infer<typeof ExportRequest>;

export const contentTypes: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/** json: any JSON value, written as its text in CSV and Parquet. floats: a vector. */
export type ColumnType = "text" | "integer" | "number" | "boolean" | "time" | "json" | "floats";
export type ExportColumn = { name: string; type: ColumnType };
