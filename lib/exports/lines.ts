import { stringify } from "csv-stringify/sync";
import type { ExportColumn } from "./schema";

type Batches = AsyncIterable<readonly (readonly unknown[])[]>;
const text = new TextEncoder();

/** Batches of rows as CSV with a header; a vector is one cell, its numbers parted by spaces. */
export async function* csvOf(columns: readonly ExportColumn[], batches: Batches): AsyncGenerator<Uint8Array> {
  yield text.encode(stringify([columns.map(({ name }) => name)]));
  for await (const rows of batches) {
    const cells = rows.map((row) => row.map((value) => (Array.isArray(value) ? value.join(" ") : value)));
    yield text.encode(stringify(cells, { escape_formulas: true, cast: { boolean: String } }));
  }
}

/** Batches of rows as one JSON object a line. */
export async function* jsonLinesOf(columns: readonly ExportColumn[], batches: Batches): AsyncGenerator<Uint8Array> {
  for await (const rows of batches) {
    const lines = rows.map((row) => JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, row[at]]))));
    if (lines.length > 0) yield text.encode(`${lines.join("\n")}\n`);
  }
}
