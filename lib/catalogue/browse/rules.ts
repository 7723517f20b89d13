import { type BrowseFilters, type BrowseState, browseStates, type StockState, stockStates } from "./schema";

const longestWords = 200;
const longestValue = 200;
const mostValues = 50;
const attributeKey = "a.";

export const noFilters: BrowseFilters = {
  words: "",
  categoryId: null,
  attributes: {},
  seasons: [],
  stock: null,
  states: [],
};

/** The filters of an address. What it does not understand it leaves out: a hand-made link still shows something. */
export function filtersOf(params: URLSearchParams): BrowseFilters {
  const attributes: Record<string, string[]> = {};
  for (const key of new Set(params.keys())) {
    if (key.startsWith(attributeKey) && key.length > attributeKey.length)
      attributes[key.slice(attributeKey.length)] = valuesOf(params, key);
  }
  const categoryId = Number(params.get("category") ?? Number.NaN);
  const stock = params.get("stock") as StockState | null;
  return {
    words: (params.get("q") ?? "").trim().slice(0, longestWords),
    categoryId: Number.isInteger(categoryId) && categoryId > 0 && categoryId < 2 ** 31 ? categoryId : null,
    attributes,
    seasons: valuesOf(params, "season"),
    stock: stock && stockStates.includes(stock) ? stock : null,
    states: browseStates.filter((state) => params.getAll("is").includes(state)),
  };
}

const valuesOf = (params: URLSearchParams, key: string): string[] =>
  [...new Set(params.getAll(key))].filter((value) => value !== "").slice(0, mostValues);

/** The address of these filters; equal filters give equal addresses. */
export function paramsOf(filters: BrowseFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.words) params.set("q", filters.words);
  if (filters.categoryId !== null) params.set("category", String(filters.categoryId));
  for (const name of Object.keys(filters.attributes).sort())
    for (const value of filters.attributes[name]!.toSorted()) params.append(attributeKey + name, value);
  for (const season of filters.seasons.toSorted()) params.append("season", season);
  if (filters.stock) params.set("stock", filters.stock);
  for (const state of browseStates) if (filters.states.includes(state)) params.append("is", state);
  return params;
}

export const hasFilters = (filters: BrowseFilters): boolean => paramsOf(filters).size > 0;

const toggled = <T>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value];

export const toggleState = (filters: BrowseFilters, state: BrowseState): BrowseFilters => ({
  ...filters,
  states: toggled(filters.states, state),
});

/** What is chosen of a facet. key: "season" or "a.<attribute>". */
export const chosenOf = (filters: BrowseFilters, key: string): string[] =>
  key === "season" ? filters.seasons : (filters.attributes[key.slice(attributeKey.length)] ?? []);

export function toggleValue(filters: BrowseFilters, key: string, value: string): BrowseFilters {
  if (key === "season") return { ...filters, seasons: toggled(filters.seasons, value) };
  const name = key.slice(attributeKey.length);
  const { [name]: chosen = [], ...others } = filters.attributes;
  const values = toggled(chosen, value);
  return { ...filters, attributes: values.length > 0 ? { ...others, [name]: values } : others };
}

export const attributeFacetKey = (name: string): string => attributeKey + name;

/* The terms of an entry, as the database's catalogue_refresh writes them. */

/** Code points, as Postgres counts them. */
const cut = (text: string) => [...text].slice(0, longestValue).join("");
export const termOf = {
  category: (id: number) => `c:${id}`,
  below: (level: number, name: string) => `b:${level}=${cut(name)}`,
  season: (season: string) => `s:${cut(season)}`,
  stock: (state: StockState) => `k:${state}`,
  attribute: (name: string, value: string) => `a:${cut(name)}=${cut(value)}`,
  corrected: "x",
} as const;

export const sampleMarks = 128;
const sampledAbout = 1_500;

/** The marks that together hold about 1,500 of a set whose first mark holds `inOne`: products fall under the 128 marks by
 *  a hash of their number, so any of them is a random part. */
export const marksFor = (inOne: number): string[] =>
  Array.from(
    { length: Math.min(sampleMarks, Math.max(1, Math.ceil(sampledAbout / Math.max(1, inOne)))) },
    (_, mark) => `~${mark}`,
  );

const probedMarks = 4;
/** Of 10,000 products four marks hold 312, give or take 17: more than these are more than 10,000 but once in 5,000 times. */
const surelyMany = 375;
/** Where a look at four marks settles that a set is large, which costs half of finding it out by reading 10,000. One word
 *  alone mostly is; everything else mostly is not. */
export const isWorthProbing = (filters: BrowseFilters): boolean => {
  const { words, ...others } = filters;
  return wordsOf(words).length === 1 && !hasFilters({ ...others, words: "" });
};
export const probe = {
  marks: Array.from({ length: probedMarks }, (_, mark) => `~${mark}`),
  enough: sampledAbout,
} as const;

/** How many one mark holds of a set of which the probe found so many, where that is surely a large one; else null. */
export const largeByProbe = (found: number): number | null => (found > surelyMany ? found / probedMarks : null);

/** More than two figures a sample cannot promise. */
export function roundEstimate(n: number): number {
  if (n < 10) return Math.round(n);
  const unit = 10 ** (Math.floor(Math.log10(n)) - 1);
  return Math.round(n / unit) * unit;
}

const mostWords = 8;

/** What was typed as the database's catalogue_text reads it: lower case, without accents, letters and digits alone. */
export const wordsOf = (typed: string): string[] =>
  typed
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, mostWords);

/** A word that is searched by its beginning. lexemes: every word that begins so, null where that is not known. */
export type SoughtWord = { stem: string; lexemes: string[] | null };

/** More whole words than these cost the index more than a beginning does. */
export const mostLexemes = 64;

/** A tsquery in which every word must occur. A single letter or digit begins too much, so it has to be the whole word. */
export const tsqueryOf = (words: readonly SoughtWord[]): string =>
  words
    .map(({ stem, lexemes }) => {
      if (stem.length > 1 && !lexemes) return `'${stem}':*`;
      const whole = stem.length > 1 && lexemes && lexemes.length > 0 ? lexemes : [stem];
      const options = whole.map((word) => `'${word}'`);
      return options.length > 1 ? `(${options.join(" | ")})` : options[0];
    })
    .join(" & ");

/** A place in the list. tier: 0 the very number, 1 found in the names (or no words), 2 found elsewhere. walks: the list is
 *  read along the numbers, tier by tier; otherwise it is gathered whole and sorted. Both give one order; a list keeps to
 *  the way that its first page chose. */
export type Place = { walks: boolean; tier: number; id: string };
export const placeText = ({ walks, tier, id }: Place): string => `${walks ? "w" : "g"}${tier}.${id}`;

export function readPlace(text: string | undefined): Place | null {
  const match = /^([wg])([012])\.(.+)$/s.exec(text ?? "");
  return match ? { walks: match[1] === "w", tier: Number(match[2]), id: match[3]! } : null;
}
