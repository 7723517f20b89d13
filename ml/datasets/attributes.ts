import type { Column } from "./dataset";

/** Codes [n, a] of products given by value; values that the columns do not hold become 0, unknown. Each row maps a
 *  column's name to its value. */
export function encodeAttributes(columns: Column[], rows: Record<string, string | null | undefined>[]): Int32Array {
  const codeOf = columns.map((column) => new Map(column.values.map((value, code) => [value, code])));
  const codes = new Int32Array(rows.length * columns.length);
  rows.forEach((row, i) => {
    columns.forEach((column, a) => {
      codes[i * columns.length + a] = codeOf[a].get(row[column.name] ?? "") ?? 0;
    });
  });
  return codes;
}

/** Codes [n, from.length] in the columns of one dataset, as codes [n, to.length] of another's: joined by the columns'
 *  names and their values; what `to` does not know becomes 0. */
export function recodeAttributes(codes: Int32Array, from: Column[], to: Column[]): Int32Array {
  const n = from.length === 0 ? 0 : codes.length / from.length;
  const source = to.map((column) => from.findIndex(({ name }) => name === column.name));
  const codeOf = to.map((column) => new Map(column.values.map((value, code) => [value, code])));
  const out = new Int32Array(n * to.length);
  for (let i = 0; i < n; i++) {
    to.forEach((_, a) => {
      if (source[a] < 0) return;
      const value = from[source[a]].values[codes[i * from.length + source[a]]];
      out[i * to.length + a] = codeOf[a].get(value) ?? 0;
    });
  }
  return out;
}
