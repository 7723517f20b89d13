import type { CatalogueMapping, RowRefusal } from "../schema";
import type { Header } from "./check-header";
import { encodingHint } from "./check-header";
import { parsePrice, parseStock } from "./parse-amount";
import type { CsvRow } from "./read-csv";
import { fillTemplate, placeholdersOf } from "./title-template";

/** One product as a row of the file tells it. path: its name at each taxonomy level, "" where the cell is empty. */
export type ProductDraft = {
  line: number;
  id: string;
  groupId: string;
  title: string;
  description: string | null;
  season: string | null;
  price: string | null;
  currency: string | null;
  stock: number | null;
  path: string[];
  values: Record<string, string[]>;
  photos: { fileName: string; column: string }[];
};

/** Longest texts that are taken, in characters. */
const longest = { id: 200, name: 300, title: 1_000, description: 20_000, fileName: 1_000 };

class Refused extends Error {
  constructor(
    readonly column: string | null,
    message: string,
  ) {
    super(message);
  }
}

/** Prepares a function that reads a row by the mapping: the product, or why the row is refused. */
export function rowReader(
  mapping: CatalogueMapping,
  header: Header,
  width: number,
): (row: CsvRow) => ProductDraft | RowRefusal {
  const read = readerOf(mapping, header);
  return (row) => {
    try {
      checkRow(row, width);
      return { line: row.line, ...read(row.cells) };
    } catch (error) {
      if (error instanceof Refused) return { kind: "row", line: row.line, column: error.column, reason: error.message };
      throw error;
    }
  };
}

function checkRow(row: CsvRow, width: number): void {
  if (row.fault) throw new Refused(null, row.fault);
  if (!row.isUtf8) throw new Refused(null, `The line is not UTF-8. ${encodingHint}`);
  if (row.cells.length !== width)
    throw new Refused(null, `The row has ${row.cells.length} cells, the first line ${width}.`);
  if (row.cells.some((cell) => cell.includes("\0"))) throw new Refused(null, "The row holds a NUL character.");
}

type Extract = { column: string; pattern?: string };

function readerOf(mapping: CatalogueMapping, header: Header) {
  // checkHeader() has seen every mapped column.
  const cellOf = (cells: string[], column: string) => cells[header.get(column)!]!;
  const extractorOf = (extract: Extract | undefined, limit: number) => {
    if (!extract) return () => "";
    const pattern = extract.pattern === undefined ? null : new RegExp(extract.pattern, "u");
    return (cells: string[]) => {
      const cell = cellOf(cells, extract.column);
      const match = pattern?.exec(cell);
      return within(pattern ? (match?.[1] ?? match?.[0] ?? "").trim() : cell, limit, extract.column);
    };
  };
  const groupOf = extractorOf(mapping.group, longest.id);
  const seasonOf = extractorOf(mapping.season, longest.name);
  const descriptionOf = extractorOf(mapping.description, longest.description);
  const priceOf = extractorOf(mapping.price, longest.name);
  const stockOf = extractorOf(mapping.stock, longest.name);
  const photosOf = mapping.images.map((image) => ({
    column: image.column,
    read: extractorOf(image, longest.fileName),
  }));
  const titleOf = titleReader(mapping, cellOf, extractorOf);

  return (cells: string[]): Omit<ProductDraft, "line"> => {
    const id = within(cellOf(cells, mapping.id), longest.id, mapping.id);
    if (id === "") throw new Refused(mapping.id, "The id is empty.");
    const groupId = groupOf(cells);
    if (groupId === "")
      throw new Refused(
        mapping.group.column,
        `"${cellOf(cells, mapping.group.column)}" holds no group as the mapping's pattern wants it.`,
      );
    const values = valuesOf(mapping, cells, cellOf);
    const price = amountOf(mapping.price, priceOf(cells), parsePrice, "no price");
    return {
      id,
      groupId,
      title: within(titleOf(cells, values) || id, longest.title, null),
      description: descriptionOf(cells) || null,
      season: seasonOf(cells) || null,
      price,
      currency: price === null ? null : (mapping.price?.currency ?? null),
      stock: amountOf(mapping.stock, stockOf(cells), parseStock, "no number of pieces"),
      path: mapping.taxonomy.map(({ column }) => within(cellOf(cells, column), longest.name, column)),
      values,
      photos: photosOf.flatMap(({ column, read }) => {
        const fileName = read(cells);
        return fileName === "" ? [] : [{ fileName, column }];
      }),
    };
  };
}

type CellOf = (cells: string[], column: string) => string;
type ExtractorOf = (extract: Extract, limit: number) => (cells: string[]) => string;

function titleReader(mapping: CatalogueMapping, cellOf: CellOf, extractorOf: ExtractorOf) {
  const { title } = mapping;
  if (typeof title !== "string") {
    const read = extractorOf(title, longest.title);
    return (cells: string[]) => read(cells);
  }
  if (placeholdersOf(title).length === 0) return (cells: string[]) => cellOf(cells, title);
  return (cells: string[], values: Record<string, string[]>) =>
    fillTemplate(title, (name) =>
      mapping.attributes.some((one) => one.name === name) ? (values[name] ?? []).join(" ") : cellOf(cells, name),
    );
}

function valuesOf(mapping: CatalogueMapping, cells: string[], cellOf: CellOf): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const { column, name, separator } of mapping.attributes) {
    const cell = cellOf(cells, column);
    const parts = separator === undefined ? [cell] : cell.split(separator);
    const kept = [
      ...new Set(parts.map((part) => within(part.trim(), longest.name, column)).filter((part) => part !== "")),
    ];
    if (kept.length > 0) values[name] = kept;
  }
  return values;
}

function amountOf<T>(
  extract: Extract | undefined,
  text: string,
  parse: (text: string) => T | null,
  what: string,
): T | null {
  if (!extract || text === "") return null;
  const amount = parse(text);
  if (amount === null) throw new Refused(extract.column, `"${text}" is ${what}.`);
  return amount;
}

function within(text: string, limit: number, column: string | null): string {
  if (text.length > limit) {
    throw new Refused(
      column,
      `The text has ${text.length.toLocaleString("en-GB")} characters; up to ${limit.toLocaleString("en-GB")} are taken.`,
    );
  }
  return text;
}
