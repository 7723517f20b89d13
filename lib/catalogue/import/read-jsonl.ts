import { createReadStream } from "node:fs";

import { readFile, stat } from "node:fs/promises";
import { FileUnreadable, LineDecoder } from "./line-decoder";
import type { CsvRow } from "./read-csv";

/** What stands between the values of a list in one cell; a mapping's separator takes them apart again. */
export const listSeparator = "|";
/** Objects whose keys become columns; a key that only comes later is none. */
const sampledObjects = 1_000;

/** Reads a file of JSON objects, one a line, as a table: the first row names the columns, which are the keys of the first
 *  thousand objects. A line that is no object is a row with its fault. */
export async function* readJsonl(path: string, onBytes?: (read: number) => void): AsyncGenerator<CsvRow> {
  yield* asTable(objectsOf(path, onBytes));
}

type Parsed = { line: number; value: unknown; isUtf8: boolean; fault?: string };

async function* asTable(parsed: AsyncGenerator<Parsed>): AsyncGenerator<CsvRow> {
  const first: Parsed[] = [];
  const columns = new Set<string>();
  let isOpen = false;
  const begin = function* (): Generator<CsvRow> {
    isOpen = true;
    yield { line: 1, cells: [...columns], isUtf8: true };
    for (const one of first) yield toRow(one, [...columns]);
  };
  for await (const one of parsed) {
    if (isOpen) {
      yield toRow(one, [...columns]);
      continue;
    }
    first.push(one);
    if (isObject(one.value)) for (const key of Object.keys(one.value)) columns.add(key.trim());
    if (first.length >= sampledObjects) yield* begin();
  }
  if (!isOpen && columns.size > 0) yield* begin();
}

function toRow({ line, value, isUtf8, fault }: Parsed, columns: string[]): CsvRow {
  if (fault || !isObject(value)) {
    return { line, cells: [], isUtf8, fault: fault ?? "The line holds no JSON object." };
  }
  return { line, cells: columns.map((column) => textOf(value[column])), isUtf8 };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join(listSeparator);
  return typeof value === "object" ? JSON.stringify(value) : String(value).trim();
}

/** The JSON objects of a file, one a line, with what could not be read as its fault. */
export async function* objectsOf(path: string, onBytes?: (read: number) => void): AsyncGenerator<Parsed> {
  const decoder = new LineDecoder("utf-8");
  const file = createReadStream(path);
  let rest = "";
  let line = 1;
  const take = function* (text: string): Generator<Parsed> {
    while (decoder.longLines[0] === line) {
      decoder.longLines.shift();
      yield { line: line++, value: null, isUtf8: true, fault: "The line is longer than 16 MB." };
      return;
    }
    if (text.trim() !== "") yield parseLine(text, line, !decoder.badLines.has(line));
    line++;
  };
  try {
    for await (const piece of file.pipe(decoder) as AsyncIterable<string>) {
      onBytes?.(file.bytesRead);
      const lines = (rest + piece).split("\n");
      rest = lines.pop()!;
      for (const text of lines) yield* take(text);
    }
    if (rest !== "" || decoder.longLines.length > 0) yield* take(rest);
  } finally {
    file.destroy();
  }
}

function parseLine(text: string, line: number, isUtf8: boolean): Parsed {
  try {
    return { line, isUtf8, value: JSON.parse(line === 1 ? text.replace(/^\uFEFF/, "") : text) };
  } catch {
    return { line, isUtf8, value: null, fault: "The line is no valid JSON." };
  }
}

/** JSON has to be held whole to be understood. */
const largestJson = 256 * 1024 * 1024;

/** A whole JSON file. Throws FileUnreadable, with a sentence, when it is too large or no JSON. */
export async function readJson(path: string): Promise<unknown> {
  if ((await stat(path)).size > largestJson)
    throw new FileUnreadable("The file has more than 256 MB; save it as JSON lines, one object a line.", 1);
  try {
    return JSON.parse((await readFile(path, "utf8")).replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new FileUnreadable(`The file is no valid JSON: ${(error as Error).message}.`, 1);
  }
}

/** A list of JSON objects, or one object that holds them by their id, as a table. In the second form the id is the column
 *  "id". Anything else gives an empty table. */
export async function* readJsonTable(path: string): AsyncGenerator<CsvRow> {
  const json = await readJson(path);
  const list = Array.isArray(json)
    ? json
    : isObject(json)
      ? Object.entries(json).map(([id, value]) => (isObject(value) ? { id, ...value } : value))
      : [];
  yield* asTable(
    (async function* () {
      for (const [place, value] of list.entries()) {
        const fault = isObject(value) ? undefined : "The entry is no JSON object.";
        yield { line: place + 1, value, isUtf8: true, fault };
      }
    })(),
  );
}
