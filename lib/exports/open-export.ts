import { escapeLiteral } from "pg";
import { to as copyTo } from "pg-copy-streams";
import Cursor from "pg-cursor";
import { askSearch, openAsker } from "../recommend/neighbours/neighbours-of";
import { ok, type Result } from "../result";
import type { Allowed, AsSystem } from "../users/allow";
import { embeddingBatches, embeddingColumns } from "./embeddings";
import { csvOf, jsonLinesOf } from "./lines";
import { neighbourColumns, openNeighbourBatches } from "./neighbours";
import { parquetOf } from "./parquet";
import type { ExportColumn, ExportFormat, ExportKind, ExportRequest } from "./schema";
import { openSession } from "./session";
import { csvSelect, jsonSelect, type SqlExport, sqlExports, typedSelect } from "./sql";

/** Labels have 35 columns, and a batch of Parquet is held as rows, as columns and as bytes. */
const rowsPerBatch = 5_000;

/** The bytes of an export, part by part: memory holds one part however many rows there are. What is read is of one
 *  moment. People appear by pseudonym. Stop reading and its connection closes. "unavailable": neighbours that nobody can
 *  tell now; reading throws NeighboursUnavailable when that becomes so later. */
export async function openExport(
  by: Allowed<"oversee"> | AsSystem,
  request: ExportRequest,
): Promise<Result<AsyncGenerator<Uint8Array>, "unavailable">> {
  const { kind, format } = request;
  if (kind !== "neighbours") return ok(partsOf(kind, request));
  // The web's process never searches itself.
  const { ofProducts } = "actor" in by ? await openAsker() : askSearch;
  const batches = await openNeighbourBatches(ofProducts);
  return batches.ok ? ok(written(neighbourColumns, batches.value, format)) : batches;
}

function partsOf(
  kind: Exclude<ExportKind, "neighbours">,
  { format, since }: ExportRequest,
): AsyncGenerator<Uint8Array> {
  if (kind === "embeddings") return written(embeddingColumns, embeddingBatches(), format);
  const wanted = sqlExports[kind];
  const where = since && wanted.since ? `WHERE ${wanted.since} >= ${escapeLiteral(since)}::timestamptz` : "";
  return format === "parquet" ? parquetOf(wanted.columns, typedBatches(wanted, where)) : copied(wanted, format, where);
}

function written(
  columns: readonly ExportColumn[],
  batches: AsyncGenerator<unknown[][]>,
  format: ExportFormat,
): AsyncGenerator<Uint8Array> {
  if (format === "parquet") return parquetOf(columns, batches);
  return format === "csv" ? csvOf(columns, batches) : jsonLinesOf(columns, batches);
}

/** Postgres writes the lines itself: five times as fast as rows that pass through here. */
async function* copied(wanted: SqlExport, format: "csv" | "jsonl", where: string): AsyncGenerator<Uint8Array> {
  // JSON has no raw control characters, so nothing in it is ever quoted or escaped.
  const [select, options] =
    format === "csv"
      ? [csvSelect(wanted, where), "FORMAT csv, HEADER"]
      : [jsonSelect(wanted, where), String.raw`FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'`];
  const client = await openSession();
  try {
    yield* client.query(copyTo(`COPY (${select}) TO STDOUT WITH (${options})`)) as AsyncIterable<Uint8Array>;
  } finally {
    // Ends a COPY that nobody reads any more, too.
    await client.end();
  }
}

async function* typedBatches(wanted: SqlExport, where: string): AsyncGenerator<unknown[][]> {
  const client = await openSession();
  try {
    const cursor = client.query(new Cursor<unknown[]>(typedSelect(wanted, where), [], { rowMode: "array" }));
    for (;;) {
      const rows = await cursor.read(rowsPerBatch);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await client.end();
  }
}
