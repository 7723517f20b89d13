import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { db } from "../../db";
import { mostLexemes, type Place, type SoughtWord } from "./rules";
import type { ProductTile } from "./schema";

/** What entries must hold. anyOf: one list a facet, of which each entry has at least one term. */
export type Conditions = {
  isDelisted: boolean;
  anyOf: string[][];
  isFlagged: boolean;
  isPhotoless: boolean;
  /** A tsquery by rules.tsqueryOf; null without words. */
  query: string | null;
};

/** Of what meets the conditions the part under these marks. */
export const withMarks = (c: Conditions, marks: readonly string[]): Conditions => ({
  ...c,
  anyOf: [...c.anyOf, [...marks]],
});

const flagged = Prisma.sql`EXISTS (
  SELECT 1 FROM "Flag" g WHERE g."productId" = e."productId" AND g.status = 'open')`;
const photoless = Prisma.sql`EXISTS (SELECT 1 FROM "PhotolessProduct" l WHERE l."productId" = e."productId")`;
const inWords = (query: string) => Prisma.sql`e.words @@ ${query}::tsquery`;
const inNames = (query: string) => Prisma.sql`e.names @@ ${query}::tsquery`;

/** Everything but the words. */
const others = (c: Conditions): Prisma.Sql[] => [
  Prisma.sql`e."isDelisted" = ${c.isDelisted}`,
  ...c.anyOf.map((terms) => Prisma.sql`e.terms && ${terms}::text[]`),
  ...(c.isFlagged ? [flagged] : []),
  ...(c.isPhotoless ? [photoless] : []),
];
const all = (conditions: Prisma.Sql[]) => Prisma.join(conditions, " AND ");
const where = (c: Conditions) => all([...others(c), ...(c.query ? [inWords(c.query)] : [])]);

/** Words lie out of line, and the planner does not know what it costs to fetch them row by row: a search must go by
 *  their index. */
async function read(c: Conditions, query: Prisma.Sql): Promise<unknown> {
  if (!c.query) return db().$queryRaw(query);
  const [, rows] = await db().$transaction([
    db().$queryRaw`SELECT set_config('enable_seqscan', 'off', true)`,
    db().$queryRaw(query),
  ]);
  return rows;
}

const Count = z.tuple([z.object({ n: z.int() })]);

/** How many products meet the conditions; counted up to one more than `limit`. */
export async function countMatches(c: Conditions, limit: number): Promise<number> {
  const rows = await read(
    c,
    Prisma.sql`
      SELECT count(*)::int AS n FROM (SELECT 1 FROM "CatalogueEntry" e WHERE ${where(c)} LIMIT ${limit + 1}) m`,
  );
  return Count.parse(rows)[0].n;
}

const Few = z.tuple([
  z.object({
    matches: z.int(),
    terms: z.record(z.string(), z.int()).nullable(),
    flagged: z.int().nullable(),
    photoless: z.int().nullable(),
    places: z.array(z.object({ id: z.string(), tier: z.int() })).nullable(),
  }),
]);

/** All that a list shows of a set of up to `limit` products, by one look at the index: how many have each term, how many
 *  are flagged and photoless, and a page. Of a larger set it tells that it is one; inOneMark: about how many of it one
 *  mark holds, where that is known. */
export type Few = { matches: number; set: null | FewSet; inOneMark?: number };
export type FewSet = { terms: Map<string, number>; flagged: number; photoless: number; places: Place[] };

/** number: what was typed, for the very number comes first. */
export async function readFew(c: Conditions, number: string, limit: number, step: Step): Promise<Few> {
  const few = Prisma.sql`(SELECT n FROM counted) <= ${limit}::int`;
  const tier = c.query
    ? Prisma.sql`CASE WHEN m."productId" = ${number} THEN 0 WHEN m.names @@ ${c.query}::tsquery THEN 1 ELSE 2 END`
    : Prisma.sql`1`;
  const own = (table: Prisma.Sql) => Prisma.sql`(
    SELECT count(*)::int FROM m WHERE EXISTS (SELECT 1 FROM ${table} o WHERE o."productId" = m."productId"))`;
  const rows = await read(
    c,
    Prisma.sql`
      WITH m AS MATERIALIZED (
        SELECT e."productId", e.terms, e.names FROM "CatalogueEntry" e WHERE ${where(c)} LIMIT ${limit + 1}),
      counted AS MATERIALIZED (SELECT count(*)::int AS n FROM m)
      SELECT n AS matches,
        CASE WHEN ${few} THEN (
          SELECT coalesce(json_object_agg(term, k), '{}') FROM (
            SELECT term, count(*)::int AS k FROM (SELECT unnest(terms) AS term FROM m) t GROUP BY term) g) END AS terms,
        CASE WHEN ${few} THEN ${own(Prisma.sql`(SELECT "productId" FROM "Flag" WHERE status = 'open')`)} END AS flagged,
        CASE WHEN ${few} THEN ${own(Prisma.sql`"PhotolessProduct"`)} END AS photoless,
        CASE WHEN ${few} THEN (
          SELECT coalesce(json_agg(p), '[]') FROM (
            SELECT id, tier FROM (SELECT m."productId" AS id, ${tier} AS tier FROM m) t ${beyondOf(step)}
            ORDER BY tier ${onward(step)}, id ${onward(step)} LIMIT ${step.limit}) p) END AS places
      FROM counted`,
  );
  const { matches, terms, flagged, photoless, places } = Few.parse(rows)[0];
  if (terms === null || flagged === null || photoless === null || places === null) return { matches, set: null };
  return {
    matches,
    set: {
      terms: new Map(Object.entries(terms)),
      flagged,
      photoless,
      places: places.map((place) => ({ ...place, walks: false })),
    },
  };
}

const TermCount = z.array(z.object({ term: z.string().nullable(), n: z.int() }));

/** How many products meet the conditions, and how many of them have each term. */
export async function countTerms(c: Conditions): Promise<{ products: number; terms: Map<string, number> }> {
  // unnest among the columns, not in FROM: half the time.
  const rows = TermCount.parse(
    await read(
      c,
      Prisma.sql`
        WITH m AS MATERIALIZED (SELECT terms FROM "CatalogueEntry" e WHERE ${where(c)})
        SELECT term, count(*)::int AS n FROM (SELECT unnest(terms) AS term FROM m) t GROUP BY term
        UNION ALL SELECT NULL, count(*)::int FROM m`,
    ),
  );
  const terms = new Map(rows.flatMap(({ term, n }) => (term === null ? [] : [[term, n] as const])));
  return { products: rows.find(({ term }) => term === null)?.n ?? 0, terms };
}

type Known = { flagged: number | null; photoless: number | null };

/** What no term says, each counted up to one more than `limit`, side by side. known: what was counted already, else null. */
export async function countStates(c: Conditions, limit: number, known: Known) {
  const [flaggedCount, photolessCount, delisted] = await Promise.all([
    known.flagged ?? countMatches({ ...c, isFlagged: true }, limit),
    known.photoless ?? countMatches({ ...c, isPhotoless: true }, limit),
    countMatches({ ...c, isDelisted: true }, limit),
  ]);
  return { flagged: flaggedCount, photoless: photolessCount, delisted };
}

export type Step = { from: Place | null; isBackwards: boolean; limit: number };
const Found = z.array(z.object({ id: z.string(), tier: z.int() }));
const onward = ({ isBackwards }: Step) => (isBackwards ? Prisma.sql`DESC` : Prisma.sql`ASC`);
const beyondOf = ({ from, isBackwards }: Step) =>
  from
    ? Prisma.sql`WHERE (tier, id) ${isBackwards ? Prisma.sql`<` : Prisma.sql`>`} (${from.tier}::int, ${from.id})`
    : Prisma.empty;

/** A page of one tier, walking the index of the numbers: for sets of which every few products are one. */
async function walkTier(c: Conditions, tier: number, step: Step, from: string | null): Promise<Place[]> {
  const inTier = !c.query
    ? []
    : tier === 1
      ? [inNames(c.query)]
      : [inWords(c.query), Prisma.sql`NOT ${inNames(c.query)}`];
  const beyond =
    from === null ? [] : [step.isBackwards ? Prisma.sql`e."productId" < ${from}` : Prisma.sql`e."productId" > ${from}`];
  const rows = await read(
    c,
    Prisma.sql`
      SELECT e."productId" AS id, ${tier}::int AS tier FROM "CatalogueEntry" e
      WHERE ${all([...others(c), ...inTier, ...beyond])} ORDER BY e."productId" ${onward(step)} LIMIT ${step.limit}`,
  );
  return Found.parse(rows).map((row) => ({ ...row, walks: true }));
}

/** A page, tier by tier, in the order of the step. */
export async function walkEntries(c: Conditions, step: Step): Promise<Place[]> {
  const tiers = !c.query ? [1] : step.isBackwards ? [2, 1] : [1, 2];
  const { from } = step;
  const found: Place[] = [];
  for (const tier of from ? tiers.slice(tiers.indexOf(from.tier)) : tiers) {
    const limit = step.limit - found.length;
    if (limit > 0) found.push(...(await walkTier(c, tier, { ...step, limit }, from?.tier === tier ? from.id : null)));
  }
  return found;
}

/** A page out of a set that is small enough to be gathered first: left alone the planner would rather walk, and walks far
 *  where a filter and the numbers go together. number: what was typed, for the very number comes first. */
export async function gatherEntries(c: Conditions, number: string, step: Step): Promise<Place[]> {
  const tier = c.query
    ? Prisma.sql`CASE WHEN e."productId" = ${number} THEN 0 WHEN ${inNames(c.query)} THEN 1 ELSE 2 END`
    : Prisma.sql`1`;
  const rows = await read(
    c,
    Prisma.sql`
      WITH m AS MATERIALIZED (SELECT e."productId" AS id, ${tier} AS tier FROM "CatalogueEntry" e WHERE ${where(c)})
      SELECT id, tier FROM m ${beyondOf(step)} ORDER BY tier ${onward(step)}, id ${onward(step)} LIMIT ${step.limit}`,
  );
  return Found.parse(rows).map((row) => ({ ...row, walks: false }));
}

const Sought = z.array(z.object({ stem: z.string(), lexemes: z.array(z.string()).nullable() }));

/** How each word is searched: by the beginning that it shares with its inflections ("dresses" → "dress"), or by itself where
 *  the stemmer would change letters. lexemes: every word of the catalogue that begins so; null where they would be too
 *  many, or are not listed. */
export async function soughtWords(words: string[]): Promise<SoughtWord[]> {
  if (words.length === 0) return [];
  const rows = await db().$queryRaw`
    SELECT s.stem, CASE WHEN s.stem ~ '^[[:alpha:]]' THEN ARRAY(
      SELECT l.word FROM "CatalogueLexeme" l
      WHERE l.word >= s.stem COLLATE "C" AND l.word < (s.stem || chr(1114111)) COLLATE "C"
      ORDER BY l.word LIMIT ${mostLexemes + 1}) END AS lexemes
    FROM unnest(${words}::text[]) WITH ORDINALITY w(word, place)
    CROSS JOIN LATERAL (SELECT coalesce((ts_lexize('english_stem', w.word))[1], w.word) AS root) r
    CROSS JOIN LATERAL (
      SELECT CASE WHEN length(r.root) > 2 AND starts_with(w.word, r.root) THEN r.root ELSE w.word END AS stem) s
    ORDER BY w.place`;
  return Sought.parse(rows).map(({ stem, lexemes }) => ({
    stem,
    lexemes: lexemes && lexemes.length <= mostLexemes ? lexemes : null,
  }));
}

const Near = z.array(z.object({ word: z.string(), near: z.string() }));

/** For each of these words the one of the catalogue that looks most like it; the word itself where something begins with
 *  it, or where nothing comes close. */
export async function nearestWords(words: string[]): Promise<string[]> {
  const rows = await db().$queryRaw`
    SELECT w.word, coalesce(
      (SELECT w.word WHERE EXISTS (SELECT 1 FROM "CatalogueWord" c WHERE c.word LIKE w.word || '%')),
      (SELECT c.word FROM "CatalogueWord" c WHERE c.word % w.word ORDER BY similarity(c.word, w.word) DESC, c.word LIMIT 1),
      w.word) AS near
    FROM unnest(${words}::text[]) WITH ORDINALITY w(word, place) ORDER BY w.place`;
  return Near.parse(rows).map(({ near }) => near);
}

const Tile = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  stock: z.int().nullable(),
  sha256: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  isFlagged: z.boolean(),
  isCorrected: z.boolean(),
  isDelisted: z.boolean(),
});

/** The products of these numbers as the list shows them, in the order given. */
export async function readTiles(ids: string[]): Promise<ProductTile[]> {
  const rows = await db().$queryRaw`
    SELECT p.id, p.title, c.name AS category, p.price::text AS amount, p.currency, p.stock, f.sha256, f.width, f.height,
      EXISTS (SELECT 1 FROM "Flag" g WHERE g."productId" = p.id AND g.status = 'open') AS "isFlagged",
      p."correctedCategoryId" IS NOT NULL OR p."correctedValues" <> '{}' AS "isCorrected",
      p."delistedAt" IS NOT NULL AS "isDelisted"
    FROM unnest(${ids}::text[]) WITH ORDINALITY w(id, place) JOIN "Product" p ON p.id = w.id
    LEFT JOIN "Category" c ON c.id = p."categoryId"
    LEFT JOIN LATERAL (
      SELECT sha256, width, height FROM "Photo" WHERE "productId" = p.id AND sha256 IS NOT NULL AND "brokenReason" IS NULL
      ORDER BY position LIMIT 1) f ON true
    ORDER BY w.place`;
  return z
    .array(Tile)
    .parse(rows)
    .map(({ amount, currency, sha256, width, height, ...rest }) => ({
      ...rest,
      price: amount === null ? null : { amount, currency: currency ?? "" },
      photo: sha256 === null ? null : { sha256, width: width ?? 3, height: height ?? 4 },
    }));
}
