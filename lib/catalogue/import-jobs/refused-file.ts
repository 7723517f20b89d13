import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import { type Stringifier, stringify } from "csv-stringify";
import type { RowRefusal } from "../schema";

/** A list of refused rows while it is written: line, column, reason, then the row as it was. */
export type RefusedFile = { take: (refusal: RowRefusal, cells: string[]) => void; close: () => Promise<void> };

const longestCell = 32_000;

/** Begins the list anew. `columns`: the table's own, where they are known. */
export async function openRefused(path: string, columns: string[]): Promise<RefusedFile> {
  await mkdir(dirname(path), { recursive: true });
  const lines: Stringifier = stringify({ bom: true });
  const file = createWriteStream(path);
  // Errors of the disk are met by close(); an error without a listener would end the process.
  // From then on nothing more is taken: what no disk takes would pile up in memory.
  let isBroken = false;
  const done = finished(lines.pipe(file)).then(
    () => null,
    (error: Error) => {
      isBroken = true;
      return error;
    },
  );
  const write = (cells: string[]) => {
    if (!isBroken) lines.write(cells.map((cell) => harmless(cell.slice(0, longestCell))));
  };
  write(["line", "column", "reason", ...columns]);
  return {
    take: ({ line, column, reason, kind }, cells) =>
      write([String(line), column ?? "", kind === "photo" ? `Photo left out: ${reason}` : reason, ...cells]),
    close: async () => {
      lines.end();
      const error = await done;
      if (error) throw error;
    },
  };
}

/** A cell that begins like a formula is run by spreadsheets; an apostrophe before it makes it text. */
const harmless = (cell: string) => (/^[-=+@\t\r]/.test(cell) ? `'${cell}` : cell);
