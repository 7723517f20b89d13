import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { ColumnType, ExportColumn } from "./schema";

const leaf: Record<Exclude<ColumnType, "floats">, Partial<SchemaElement>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  json: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  integer: { type: "INT32" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  time: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
};

function schemaOf(columns: readonly ExportColumn[]): SchemaElement[] {
  return [
    { name: "root", num_children: columns.length },
    ...columns.flatMap(({ name, type }): SchemaElement[] =>
      type === "floats"
        ? [
            { name, repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
            { name: "list", repetition_type: "REPEATED", num_children: 1 },
            { name: "element", repetition_type: "REQUIRED", type: "FLOAT" },
          ]
        : [{ name, repetition_type: "OPTIONAL", ...leaf[type] }],
    ),
  ];
}

/** Batches of rows as a Parquet file, a row group a batch: memory holds one batch. Values in the columns' order; a vector
 *  as an array of numbers, a time as a Date, null for nothing. */
export async function* parquetOf(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly (readonly unknown[])[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns) });
  const drain = (): Uint8Array => {
    const part = new Uint8Array(bytes.buffer.slice(0, bytes.index));
    // Written bytes are counted apart from those that wait, so that places in the file stay true.
    bytes.index = 0;
    return part;
  };
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    writer.write({
      columnData: columns.map(({ name }, at) => ({ name, data: rows.map((row) => row[at]) })),
      rowGroupSize: rows.length,
    });
    yield drain();
  }
  writer.finish();
  yield drain();
}
