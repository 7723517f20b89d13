import { db } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Allowed } from "../../users/allow";
import { catalogueColumns, productCards } from "../data";
import type { ProductCard } from "../schema";
import { conditionsOf } from "./conditions";
import { estimates } from "./estimates";
import { countFacets, tallyChosen } from "./facets";
import {
  filtersOf,
  isWorthProbing,
  largeByProbe,
  type Place,
  placeText,
  probe,
  readPlace,
  type SoughtWord,
  tsqueryOf,
  wordsOf,
} from "./rules";
import { type Browsed, type BrowseFilters, type BrowsePlace, countedUpTo, type TilePage, tilesPerPage } from "./schema";
import {
  type Conditions,
  countMatches,
  type Few,
  gatherEntries,
  nearestWords,
  readFew,
  readTiles,
  type Step,
  soughtWords,
  walkEntries,
  withMarks,
} from "./sql";

/** The catalogue under these filters: a page of it, how many there are, and how they fall under the facets. Words that
 *  are nowhere are taken for typos of the nearest ones that are somewhere. */
export async function browse(
  _by: Allowed<"browse">,
  filters: BrowseFilters,
  place: BrowsePlace = {},
): Promise<Browsed> {
  const known = estimates.find(filters);
  if (known) {
    const page = await pageOf(known.conditions, filters, place, true);
    return { page, total: known.total, facets: known.facets, corrected: known.corrected };
  }
  const [columns, nodes] = await Promise.all([catalogueColumns(), taxonomy()]);
  // Without words nothing of them depends on what is found, so both are read side by side.
  const early = wordsOf(filters.words).length === 0 ? tallyChosen(filters, nodes, null) : null;
  // Heard below, where it is waited for; should the look fail first, it has failed in vain.
  early?.catch(() => {});
  const { conditions, corrected, matches, set, inOneMark } = await look(filters, nodes, place);
  const isLarge = matches > countedUpTo;
  const [page, counted] = await Promise.all([
    pageOf(conditions, filters, place, isLarge, set?.places),
    countFacets(
      conditions,
      filters,
      { columns, nodes },
      {
        few: { matches, set, inOneMark },
        chosen: early ?? tallyChosen(filters, nodes, conditions.query),
      },
    ),
  ]);
  if (isLarge) estimates.keep(filters, { conditions, corrected, ...counted });
  return { page, ...counted, corrected };
}

/** One more page of the same list, for scrolling on. "invalid": that is no place of a list. */
export async function browseOn(
  _by: Allowed<"browse">,
  filters: BrowseFilters,
  place: BrowsePlace,
): Promise<Result<TilePage, "invalid">> {
  const from = readPlace(place.after ?? place.before);
  if (!from) return fail("invalid", "That is no place in the list.");
  const conditions = conditionsOf(filters, await taxonomy());
  const sought = await soughtWords(wordsOf(filters.words));
  const query = sought.length > 0 ? tsqueryOf(sought) : null;
  return ok(await pageOf({ ...conditions, query }, filters, place, from.walks));
}

/** Every node, level by level. */
export const taxonomy = () =>
  db().category.findMany({
    orderBy: [{ level: "asc" }, { name: "asc" }],
    select: { id: true, level: true, name: true, parentId: true, isTarget: true },
  });
export type Taxonomy = Awaited<ReturnType<typeof taxonomy>>;

export type Look = { conditions: Conditions; corrected: string | null };

/** What these filters hold, all of it where it is little: words that are nowhere are taken for typos. */
async function look(filters: BrowseFilters, nodes: Taxonomy, place: BrowsePlace): Promise<Look & Few> {
  const base = conditionsOf(filters, nodes);
  const words = wordsOf(filters.words);
  const readOf = async (sought: SoughtWord[], corrected: string | null) => {
    const conditions = { ...base, query: sought.length > 0 ? tsqueryOf(sought) : null };
    const large = isWorthProbing(filters)
      ? largeByProbe(await countMatches(withMarks(conditions, probe.marks), probe.enough))
      : null;
    if (large !== null) return { conditions, corrected, matches: countedUpTo + 1, set: null, inOneMark: large };
    return { conditions, corrected, ...(await readFew(conditions, filters.words.trim(), countedUpTo, stepOf(place))) };
  };
  const sought = await soughtWords(words);
  const found = sought.some(({ lexemes }) => lexemes?.length === 0) ? null : await readOf(sought, null);
  if (found && (found.matches > 0 || words.length === 0)) return found;
  const nearest = await nearestWords(words);
  const corrected = nearest.join(" ");
  const other = corrected === words.join(" ") ? null : await readOf(await soughtWords(nearest), corrected);
  return other && other.matches > 0 ? other : (found ?? readOf(sought, null));
}

function stepOf({ after, before }: BrowsePlace): Step {
  const from = readPlace(after ?? before);
  return { from, isBackwards: !after && from !== null, limit: tilesPerPage + 1 };
}

async function pageOf(
  conditions: Conditions,
  filters: BrowseFilters,
  place: BrowsePlace,
  isLarge: boolean,
  gathered?: Place[],
): Promise<TilePage> {
  const step = stepOf(place);
  const { from, isBackwards } = step;
  const found =
    (from?.walks ?? isLarge)
      ? await walkEntries(conditions, step)
      : (gathered ?? (await gatherEntries(conditions, filters.words.trim(), step)));
  const hasMore = found.length > tilesPerPage;
  const places = found.slice(0, tilesPerPage);
  if (isBackwards) places.reverse();
  return {
    tiles: await readTiles(places.map(({ id }) => id)),
    previous: (isBackwards ? hasMore : from !== null) ? textOf(places[0]) : null,
    next: (isBackwards ? true : hasMore) ? textOf(places.at(-1)) : null,
    at: from && !isBackwards ? placeText(from) : null,
  };
}

const textOf = (place: Place | undefined): string | null => (place ? placeText(place) : null);

/** Products on sale that these words find, typos allowed, best first; the first ones of the list without words. */
export async function findProducts(_by: Allowed<"browse">, words: string): Promise<ProductCard[]> {
  const filters = filtersOf(new URLSearchParams({ q: words }));
  const { conditions, set } = await look(filters, await taxonomy(), {});
  const { tiles } = await pageOf(conditions, filters, {}, false, set?.places);
  const cards = await productCards(tiles.map(({ id }) => id));
  return tiles.flatMap(({ id }) => cards.get(id) ?? []);
}
