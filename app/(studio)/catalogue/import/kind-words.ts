import type { ImportCard, ImportKind, ImportStatus } from "@/lib/catalogue/import-jobs/schema";

/** What can be brought in: its name, what the file holds, and what its counts count. */
export const kindWords: Record<ImportKind, { name: string; says: string; one: string; many?: string }> = {
  catalogue: {
    name: "Products",
    says: "One row a product, with photos as a zip, a folder or addresses.",
    one: "product",
  },
  stock: { name: "Stock", says: "The daily feed: a product and how many pieces there are.", one: "stock" },
  outfits: {
    name: "Outfits",
    says: "One row an item, one row an outfit, or sets as JSON in the Polyvore form.",
    one: "outfit",
  },
  judgedPairs: {
    name: "Judged pairs",
    says: "Pairs that people judged elsewhere: a table with a, b and verdict, or the JSON export of Label Studio or Argilla.",
    one: "pair",
  },
  behaviourPairs: {
    name: "Shoppers' behaviour",
    says: "What was clicked, bought or looked at together: a, b, kind, count.",
    one: "pair",
  },
};

export const statusWords: Record<ImportStatus, string> = {
  draft: "Not looked at yet",
  checking: "Being looked at",
  checked: "Waits to be brought in",
  applying: "Being brought in",
  finished: "Brought in",
  failed: "Stopped by a fault",
  cancelled: "Stopped",
};

export const formatWords: Record<ImportCard["format"], string> = {
  csv: "CSV",
  xlsx: "XLSX",
  jsonl: "JSON lines",
  json: "JSON",
};

/** 1234567 → "1.2 MB". */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1_000;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1_000;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
