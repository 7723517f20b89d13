import { z } from "zod";
import { type BrowseFilters, browseStates, stockStates } from "@/lib/catalogue/browse/schema";
import { mostId } from "@/lib/catalogue/schema";

export const ProductId = z.object({ id: z.string().min(1).max(200) });

/** What of the catalogue is asked for. */
export const Filters = z.strictObject({
  q: z.string().max(200).default("").describe("Words, a number, or the beginning of either. Typos are allowed."),
  category: z.coerce.number().int().min(1).max(mostId).optional().describe("A node of the taxonomy with all below it."),
  season: z.array(z.string().max(200)).max(50).default([]),
  attribute: z
    .array(z.string().regex(/^[^=]+=.+$/, "Give it as name=value."))
    .max(200)
    .default([])
    .describe("As `colour=Red`; may stand several times."),
  stock: z.enum(stockStates).optional(),
  is: z.array(z.enum(browseStates)).max(browseStates.length).default([]),
});

export const filtersFrom = ({ q, category, season, attribute, stock, is }: z.infer<typeof Filters>): BrowseFilters => ({
  words: q.trim(),
  categoryId: category ?? null,
  seasons: season,
  attributes: attributesOf(attribute),
  stock: stock ?? null,
  states: is,
});

/** ["colour=Red", "colour=Blue"] → { colour: ["Red", "Blue"] }. */
export function attributesOf(given: readonly string[]): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const one of given) {
    const cut = one.indexOf("=");
    const name = one.slice(0, cut);
    found.set(name, [...(found.get(name) ?? []), one.slice(cut + 1)]);
  }
  return Object.fromEntries(found);
}
