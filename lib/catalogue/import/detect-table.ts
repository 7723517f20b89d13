import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";

const readBytes = 256 * 1024;
const comparedLines = 50;
export const delimiters = [",", ";", "\t", "|"] as const;

export type DetectedTable = { delimiter: string; encoding: string };

/** What separates a CSV file's columns and how its letters are written, by its first 256 KB. */
export async function detectTable(path: string): Promise<DetectedTable> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(readBytes);
    const { bytesRead } = await file.read(bytes, 0, readBytes, 0);
    const head = bytes.subarray(0, bytesRead);
    const encoding = detectEncoding(head);
    return { encoding, delimiter: detectDelimiter(iconv.decode(head, encoding)) };
  } finally {
    await file.close();
  }
}

/** utf-8, utf-16le, utf-16be, or what spreadsheets write in the West. The last letter may be cut in two. */
export function detectEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (let i = 0; i < Math.min(head.length, 2_000); i++) if (head[i] === 0) zeros[i % 2]!++;
  if (zeros[1]! > head.length / 20) return "utf-16le";
  if (zeros[0]! > head.length / 20) return "utf-16be";
  const isAllUtf8 = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))));
  return isAllUtf8 ? "utf-8" : "windows-1252";
}

/** The delimiter under which the first lines fall into equally many columns, and into most; a comma when none does. */
export function detectDelimiter(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  // The last line may be cut off, unless it is the only one.
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).slice(0, comparedLines).join("\n");
  const found = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(whole, delimiter) }));
  return found.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function scoreOf(text: string, delimiter: string): number {
  let rows: string[][];
  try {
    rows = parse(text, { delimiter, bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true });
  } catch {
    return 0;
  }
  const width = rows[0]?.length ?? 0;
  if (width < 2) return 0;
  return width * (rows.filter((row) => row.length === width).length / rows.length) ** 4;
}
