import { z } from "zod";
import type { CsvRow } from "./read-csv";
import { objectsOf, readJson } from "./read-jsonl";

const Id = z.union([z.string(), z.number()]).transform(String);
/** A set as the public Polyvore data write it: items by their own id, or by their place in the set. */
const Item = z.looseObject({
  item_id: Id.optional(),
  product_id: Id.optional(),
  id: Id.optional(),
  index: Id.optional(),
});
const OutfitSet = z.looseObject({
  set_id: Id.optional(),
  outfit_id: Id.optional(),
  id: Id.optional(),
  items: z.array(z.union([Id, Item])),
});

/** Reads sets with their items, a JSON list or JSON lines, as a table with one row an item. line: the set's place. */
export const readOutfitsJson = (format: "json" | "jsonl") =>
  async function* (path: string): AsyncGenerator<CsvRow> {
    yield { line: 1, cells: ["outfit_id", "product_id"], isUtf8: true };
    for await (const { line, value, fault } of format === "jsonl" ? objectsOf(path) : listed(await readJson(path)))
      yield* rowsOf(line, value, fault);
  };

type Given = { line: number; value: unknown; fault?: string };

function* rowsOf(line: number, value: unknown, fault?: string): Generator<CsvRow> {
  const set = OutfitSet.safeParse(value);
  const outfitId = set.data?.set_id ?? set.data?.outfit_id ?? set.data?.id;
  if (fault || !set.success || outfitId === undefined) {
    yield { line, cells: ["", ""], isUtf8: true, fault: fault ?? "The entry is no set with a set_id and its items." };
    return;
  }
  for (const item of set.data.items) {
    const own = typeof item === "string" ? item : (item.item_id ?? item.product_id ?? item.id);
    const placed = typeof item === "string" ? undefined : item.index;
    yield { line, cells: [outfitId, own ?? (placed === undefined ? "" : `${outfitId}_${placed}`)], isUtf8: true };
  }
}

function* listed(json: unknown): Generator<Given> {
  if (!Array.isArray(json)) {
    yield { line: 1, value: null, fault: "The file is no list of sets." };
    return;
  }
  for (const [place, value] of json.entries()) yield { line: place + 1, value };
}
