import { FileUnreadable } from "../line-decoder";
import type { CsvRow } from "../read-csv";
import { columnAt, MergedFiller, mergedCells } from "./merged-cells";
import { openWorkbook, partOf, type Workbook } from "./open-workbook";
import { readXml, WorkbookUnreadable } from "./read-xml";

type SheetRow = CsvRow & { width: number };
/** What a row's cells refer to. */
type Cell = { at: number; type: string; isDate: boolean; text: string; hasFormula: boolean; hasValue: boolean };

const mostColumns = 16_384;

/** Reads a sheet of a workbook row by row, its header first: empty rows are left out, a merged range gives its value to
 *  each of its cells, a formula counts with the value that was last calculated, a day is written as 2026-11-25.
 *  `sheet`: its name; the first one by default. Throws WorkbookUnreadable when there is nothing to read, FileUnreadable
 *  when a later part is damaged. */
export async function* readXlsx(path: string, sheet?: string): AsyncGenerator<CsvRow> {
  const book = await openWorkbook(path);
  try {
    const chosen = sheet === undefined ? book.sheets[0] : book.sheets.find(({ name }) => name === sheet);
    if (!chosen) throw new WorkbookUnreadable(`The workbook has no sheet "${sheet}".`);
    const merged = new MergedFiller(await mergedCells(await partOf(book.zip, chosen.part)));
    yield* rowsOf(book, chosen.part, merged);
  } finally {
    book.zip.close();
  }
}

async function* rowsOf(book: Workbook, part: string, merged: MergedFiller): AsyncGenerator<CsvRow> {
  const found: SheetRow[] = [];
  let width = 0;
  let line = 0;
  try {
    for await (const _ of readXml(await partOf(book.zip, part), sheetHandler(book, found))) {
      for (const row of found.splice(0)) {
        line = row.line;
        if (row.cells.every((cell) => cell === "") && !row.fault) continue;
        const isHeader = width === 0;
        if (isHeader) width = row.cells.length;
        else merged.fill(row.line - 1, row.cells, width);
        yield {
          ...row,
          cells: Array.from({ length: Math.max(width, row.cells.length) }, (_, c) => row.cells[c] ?? ""),
        };
      }
    }
  } catch (error) {
    if (!(error instanceof WorkbookUnreadable) || width === 0) throw error;
    throw new FileUnreadable(`${error.message} What follows row ${line} could not be read.`, line + 1);
  }
}

function sheetHandler(book: Workbook, found: SheetRow[]): Parameters<typeof readXml>[1] {
  let row: SheetRow = { line: 0, cells: [], isUtf8: true, width: 0 };
  let cell: Cell | null = null;
  let isReading = false;
  return {
    onOpen: (tag, a) => {
      if (tag === "row") row = { line: Number(a.r ?? row.line + 1), cells: [], isUtf8: true, width: 0 };
      if (tag === "c") {
        const letters = /^[A-Z]+/.exec(a.r ?? "")?.[0];
        const at = letters ? columnAt(letters) : row.width;
        row.width = at + 1;
        const isDate = book.isDate[Number(a.s ?? -1)] ?? false;
        cell = { at, type: a.t ?? "n", isDate, text: "", hasFormula: false, hasValue: false };
      }
      if (tag === "f" && cell) cell.hasFormula = true;
      isReading = tag === "v" || tag === "t";
      if (isReading && cell) cell.hasValue = true;
    },
    onText: (text) => {
      if (isReading && cell) cell.text += text;
    },
    onClose: (tag) => {
      if (tag === "v" || tag === "t") isReading = false;
      if (tag === "c" && cell) {
        place(book, row, cell);
        cell = null;
      }
      if (tag === "row") found.push(row);
    },
  };
}

function place(book: Workbook, row: SheetRow, cell: Cell): void {
  const name = `Cell ${letterOf(cell.at)}${row.line}`;
  if (cell.at >= mostColumns) row.fault ??= `The row goes on past column ${letterOf(mostColumns - 1)}.`;
  else if (cell.type === "e")
    row.fault ??= `${name} holds the error ${cell.text}. Repair its formula in the spreadsheet.`;
  else if (cell.hasFormula && !cell.hasValue)
    row.fault ??= `${name} holds a formula that was never calculated. Open the file in a spreadsheet and save it again.`;
  else {
    const text = shownValue(book, cell).trim();
    if (text === "") return;
    while (row.cells.length < cell.at) row.cells.push("");
    row.cells[cell.at] = text;
  }
}

function shownValue(book: Workbook, { type, text, isDate }: Cell): string {
  if (type === "s") return book.texts[Number(text)] ?? "";
  if (type === "b") return text === "1" ? "true" : "false";
  if (type !== "n" || text === "") return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  // What a person sees: 19.9, not 19.899999999999999.
  return isDate ? dayOf(number, book.isFrom1904) : String(Number(number.toPrecision(15)));
}

const secondsPerDay = 86_400;
const daysTo1970 = { from1900: 25_569, from1904: 24_107 };

function dayOf(serial: number, isFrom1904: boolean): string {
  const days = serial - (isFrom1904 ? daysTo1970.from1904 : daysTo1970.from1900);
  const time = new Date(Math.round(days * secondsPerDay) * 1000);
  if (Number.isNaN(time.getTime())) return String(serial);
  const text = time.toISOString();
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 19);
}

function letterOf(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letterOf(Math.floor(column / 26) - 1) + rest;
}
