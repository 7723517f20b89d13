import type { Column } from "./dataset";

/** Column of a taxonomy level. The compatibility network reads these beside the attributes, the category network never. */
export const levelColumn = (level: number): string => `${LEVEL}${level}`;

/** Whether a column is a level of the taxonomy. */
export const isLevelColumn = ({ name }: Column): boolean => name.startsWith(LEVEL);

const LEVEL = "taxonomy.";

/** Each product's values, by column: none, one or several. */
export type AttributeValues = Record<string, readonly string[] | undefined>;

/** First values of products as codes [n, a]; one that the columns do not hold becomes 0, unknown. */
export function encodeAttributes(columns: Column[], rows: AttributeValues[]): Int32Array {
  const codeOf = codesByValue(columns);
  const codes = new Int32Array(rows.length * columns.length);
  rows.forEach((row, i) => {
    columns.forEach((column, a) => {
      codes[i * columns.length + a] = codeOf[a].get(row[column.name]?.[0] ?? "") ?? 0;
    });
  });
  return codes;
}

/** Second and later values of products → [e, 3] rows of product, column, code. What the columns do not hold is left out,
 *  and so is everything of a product whose first value they do not hold. */
export function encodeMoreValues(columns: Column[], rows: AttributeValues[]): Int32Array {
  const codeOf = codesByValue(columns);
  const found: number[] = [];
  rows.forEach((row, i) => {
    columns.forEach((column, a) => {
      const [first, ...more] = row[column.name] ?? [];
      if (!codeOf[a].has(first ?? "")) return;
      for (const value of more) {
        const code = codeOf[a].get(value);
        if (code) found.push(i, a, code);
      }
    });
  });
  return Int32Array.from(found);
}

const codesByValue = (columns: Column[]): Map<string, number>[] =>
  columns.map((column) => new Map(column.values.map((value, code) => [value, code])));

/** Codes [n, from.length] in the columns of one dataset, as codes [n, to.length] of another's: joined by the columns'
 *  names and their values; what `to` does not know becomes 0. */
export function recodeAttributes(codes: Int32Array, from: Column[], to: Column[]): Int32Array {
  const n = from.length === 0 ? 0 : codes.length / from.length;
  const source = to.map((column) => from.findIndex(({ name }) => name === column.name));
  const codeOf = codesByValue(to);
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

/** The same for second and later values [e, 3]; those that `to` does not know are left out. */
export function recodeValues(moreValues: Int32Array, from: Column[], to: Column[]): Int32Array {
  const target = from.map((column) => to.findIndex(({ name }) => name === column.name));
  const codeOf = codesByValue(to);
  const found: number[] = [];
  for (let e = 0; e < moreValues.length; e += 3) {
    const [product, a, code] = moreValues.subarray(e, e + 3);
    const known = target[a] < 0 ? undefined : codeOf[target[a]].get(from[a].values[code]);
    if (known) found.push(product, target[a], known);
  }
  return Int32Array.from(found);
}
