import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { CsvError, type Info, type Parser, parse } from "csv-parse";
import { FileUnreadable, isKnownEncoding, LineDecoder, maxLineBytes, unknownEncoding } from "./line-decoder";

/** One record. line: where it begins in the file, from 1. isUtf8: false when a byte of it was not. fault: why it could not
 *  be read, in a sentence; then its cells are not to be trusted. */
export type CsvRow = { line: number; cells: string[]; isUtf8: boolean; fault?: string };
export type CsvOptions = { delimiter: string; encoding: string; onBytes?: (read: number) => void };

/** Reads a CSV file row by row, the header first, with flat memory; cells are trimmed, empty lines skipped.
 *  Throws FileUnreadable, with the line, on what makes the rest unreadable: a quotation mark that is never closed, an
 *  encoding that is none. */
export async function* readCsv(path: string, { delimiter, encoding, onBytes }: CsvOptions): AsyncGenerator<CsvRow> {
  // Left to the decoder, it would fail in the middle of a stream, where nobody hears of it and the process ends.
  if (!isKnownEncoding(encoding)) throw new FileUnreadable(unknownEncoding(encoding), 1);
  const decoder = new LineDecoder(encoding);
  const file = createReadStream(path);
  const { parser, faultOf } = patientParser(delimiter);
  let lastLine = 0;
  // Errors of the disk reach the loop below through the parser, which pipeline() destroys.
  pipeline(file, decoder, parser, () => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      lastLine = info.lines;
      const line = lastLine - feedsIn(record);
      onBytes?.(file.bytesRead);
      yield* tooLong(decoder, line);
      yield { line, cells: record.map((cell) => cell.trim()), isUtf8: isClean(decoder.badLines, line, lastLine) };
    }
  } finally {
    file.destroy();
  }
  yield* tooLong(decoder, Number.POSITIVE_INFINITY);
  const fault = faultOf();
  if (fault) throw toUnreadable(fault, lastLine + 1);
}

/** The lines before this one that were left out for their length, each once. */
function* tooLong({ longLines }: LineDecoder, before: number): Generator<CsvRow> {
  while (longLines.length > 0 && longLines[0]! < before) {
    yield { line: longLines.shift()!, cells: [], isUtf8: true, fault: "The line is longer than 16 MB." };
  }
}

/** A parser that ends at a fault instead of failing: a stream that fails forgets the good rows it still holds. */
function patientParser(delimiter: string): { parser: Parser; faultOf: () => Error | null } {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxLineBytes,
  });
  let fault: Error | null = null;
  const transform = parser._transform.bind(parser);
  const flush = parser._flush.bind(parser);
  parser._transform = (chunk, encoding, done) => {
    if (fault) done();
    else
      transform(chunk, encoding, (error) => {
        fault = error ?? null;
        done();
      });
  };
  parser._flush = (done) => {
    if (fault) done();
    else
      flush((error) => {
        fault = error ?? null;
        done();
      });
  };
  return { parser, faultOf: () => fault };
}

const feedsIn = (cells: string[]) =>
  cells.reduce((sum, cell) => sum + (cell.includes("\n") ? cell.split("\n").length - 1 : 0), 0);

function isClean(bad: Set<number>, from: number, to: number): boolean {
  if (bad.size === 0) return true;
  for (let line = from; line <= to; line++) if (bad.has(line)) return false;
  return true;
}

function toUnreadable(error: Error, line: number): Error {
  if (!(error instanceof CsvError)) return error;
  if (error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE") {
    return new FileUnreadable(
      `A quotation mark that opens in line ${line} is never closed; what follows could not be read.`,
      line,
    );
  }
  return new FileUnreadable(`Line ${line} could not be read: ${error.message}`, line);
}
