import { rename, rm, writeFile } from "node:fs/promises";

type Cell = string | number | null;

const decimals = 6;

function cellOf(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(decimals);
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Writes a CSV (RFC 4180 quoting, fractions with six decimals, null as nothing), whole or not at all: a reader never
 *  meets half a file. */
export async function writeCsv(file: string, header: string[], rows: Cell[][]): Promise<void> {
  const lines = [header, ...rows].map((row) => row.map(cellOf).join(","));
  const part = `${file}.part`;
  try {
    await writeFile(part, `${lines.join("\n")}\n`);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
