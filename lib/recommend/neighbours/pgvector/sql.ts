import { z } from "zod";
import type { Near, NeighbourQuery } from "@/ml/similarity/neighbour-index";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "../../../db";

const Has = z.tuple([z.object({ isThere: z.boolean(), isMade: z.boolean() })]);

/** Whether the server has pgvector to give, and whether this database has taken it. */
export async function vectorExtension(tx: Tx = db()): Promise<z.infer<typeof Has>[0]> {
  const rows = await tx.$queryRaw`
    SELECT EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'vector') AS "isThere",
      to_regclass('toile_vectors.item') IS NOT NULL AS "isMade"`;
  return Has.parse(rows)[0];
}

/** Its tables, in a schema of their own: no migration knows them, so that a server without pgvector lacks nothing. */
const tables = [
  `CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public`,
  `CREATE SCHEMA IF NOT EXISTS toile_vectors`,
  // inverse: one over a vector's length in the garment space.
  `CREATE TABLE IF NOT EXISTS toile_vectors.item (
    "encoderId" uuid NOT NULL, "productId" text NOT NULL, "group" text NOT NULL, price float8, terms text[] NOT NULL,
    vector public.vector NOT NULL, inverse float8 NOT NULL, PRIMARY KEY ("encoderId", "productId"))`,
  // position and at: up to where changes were brought in, see readNews(); null while it is being filled.
  `CREATE TABLE IF NOT EXISTS toile_vectors.state (
    "encoderId" uuid PRIMARY KEY, position text, at timestamptz NOT NULL DEFAULT now(), space jsonb)`,
];

export async function makeVectorTables(tx: Tx): Promise<void> {
  for (const statement of tables) await tx.$executeRawUnsafe(statement);
}

const Locked = z.tuple([z.object({ isOurs: z.boolean() })]);

/** One process brings changes in at a time, whichever comes first; held until the transaction ends. */
export async function lockVectors(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw`SELECT pg_try_advisory_xact_lock(hashtext('neighbour vectors')) AS "isOurs"`;
  return Locked.parse(rows)[0].isOurs;
}

const Space = z.object({ directions: z.array(z.array(z.number())), taken: z.array(z.number()) });
const State = z.array(z.object({ position: z.string().nullable(), at: z.date(), space: Space.nullable() }));
export type VectorState = z.infer<typeof State>[number];

export async function readState(encoderId: string): Promise<VectorState | null> {
  const rows = await db().$queryRaw`
    SELECT position, at, space FROM toile_vectors.state WHERE "encoderId" = ${encoderId}::uuid`;
  return State.parse(rows)[0] ?? null;
}

export async function writeState(
  encoderId: string,
  position: string | null,
  space: VectorState["space"],
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO toile_vectors.state ("encoderId", position, space)
    VALUES (${encoderId}::uuid, ${position}, ${space && JSON.stringify(space)}::jsonb)
    ON CONFLICT ("encoderId") DO UPDATE SET position = excluded.position, space = excluded.space, at = now()`;
}

/** Forgets what was kept for this encoder, or for every other one. */
export async function forgetVectors(encoderId: string, whose: "own" | "others"): Promise<void> {
  for (const table of ["item", "state"])
    await db().$executeRawUnsafe(
      `DELETE FROM toile_vectors.${table} WHERE ("encoderId" = $1::uuid) = $2`,
      encoderId,
      whose === "own",
    );
}

export type StoredItem = {
  id: string;
  group: string;
  price: number | null;
  terms: string[];
  vector: Float32Array;
  inverse: number;
};

const textOf = (vector: Float32Array) => `[${vector.join(",")}]`;

/** Puts items in, in the place of what stands under their ids. */
export async function putItems(encoderId: string, items: StoredItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ vector, ...item }) => ({ ...item, vector: textOf(vector) }));
  await db().$executeRaw`
    INSERT INTO toile_vectors.item ("encoderId", "productId", "group", price, terms, vector, inverse)
    SELECT ${encoderId}::uuid, r.id, r.group, r.price, ARRAY(SELECT jsonb_array_elements_text(r.terms)),
      r.vector::public.vector, r.inverse
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id text, "group" text, price float8, terms jsonb, vector text, inverse float8)
    ON CONFLICT ("encoderId", "productId") DO UPDATE SET "group" = excluded."group", price = excluded.price,
      terms = excluded.terms, vector = excluded.vector, inverse = excluded.inverse`;
}

export async function removeItems(encoderId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db().$executeRaw`
    DELETE FROM toile_vectors.item WHERE "encoderId" = ${encoderId}::uuid AND "productId" = ANY(${ids}::text[])`;
}

export async function setInverses(encoderId: string, ids: string[], inverses: number[]): Promise<void> {
  await db().$executeRaw`
    UPDATE toile_vectors.item i SET inverse = s.inverse
    FROM unnest(${ids}::text[], ${inverses}::float8[]) AS s(id, inverse)
    WHERE i."encoderId" = ${encoderId}::uuid AND i."productId" = s.id`;
}

const Count = z.tuple([z.object({ items: z.int() })]);

export async function countItems(encoderId: string): Promise<number> {
  const rows = await db().$queryRaw`
    SELECT count(*)::int AS items FROM toile_vectors.item WHERE "encoderId" = ${encoderId}::uuid`;
  return Count.parse(rows)[0].items;
}

const Vectors = z.array(z.object({ id: z.string(), group: z.string(), vector: z.array(z.number()) }));

/** A page of vectors by ascending id after `after`. */
export async function pageOfVectors(encoderId: string, after: string, limit: number) {
  const rows = await db().$queryRaw`
    SELECT "productId" AS id, "group", vector::real[] AS vector FROM toile_vectors.item
    WHERE "encoderId" = ${encoderId}::uuid AND "productId" > ${after} ORDER BY "productId" LIMIT ${limit}`;
  return Vectors.parse(rows);
}

/** Vectors of garment models that come in several items, whole models in an order that is no order, up to `limit`. */
export async function vectorsOfModels(encoderId: string, limit: number) {
  const rows = await db().$queryRaw`
    SELECT "productId" AS id, "group", vector::real[] AS vector FROM (
      SELECT *, count(*) OVER (PARTITION BY "group") AS together FROM toile_vectors.item
      WHERE "encoderId" = ${encoderId}::uuid) i
    WHERE together > 1 ORDER BY md5("group"), "group", "productId" LIMIT ${limit}`;
  return Vectors.parse(rows);
}

const Found = z.array(z.object({ id: z.string(), score: z.number() }));

/** The nearest of one query, best first, by a look at every item that the filter lets through: exact. codes: what sameGarment
 *  multiplies with, see asQuery(); null for the cosine itself. */
export async function searchItems(
  encoderId: string,
  { vector, k, filter = {}, withoutId, withoutGroup }: NeighbourQuery,
  codes: Float32Array | null,
): Promise<Near[]> {
  const { anyOf = [], priceFrom, priceTo } = filter;
  const where = [
    Prisma.sql`"encoderId" = ${encoderId}::uuid`,
    ...anyOf.map((terms) => Prisma.sql`terms && ${terms}::text[]`),
    ...(priceFrom === undefined ? [] : [Prisma.sql`price >= ${priceFrom}`]),
    ...(priceTo === undefined ? [] : [Prisma.sql`price <= ${priceTo}`]),
    ...(withoutId === undefined ? [] : [Prisma.sql`"productId" <> ${withoutId}`]),
    ...(withoutGroup === undefined ? [] : [Prisma.sql`"group" <> ${withoutGroup}`]),
  ];
  const asked = Prisma.sql`${textOf(codes ?? vector)}::public.vector`;
  // <#> is the product with its sign turned.
  const distance = codes
    ? Prisma.sql`(vector OPERATOR(public.<#>) ${asked}) * inverse`
    : Prisma.sql`vector OPERATOR(public.<=>) ${asked}`;
  const rows = await db().$queryRaw`
    SELECT id, (CASE WHEN ${codes === null} THEN 1 ELSE 0 END - distance)::float8 AS score
    FROM (SELECT "productId" AS id, ${distance} AS distance FROM toile_vectors.item
      WHERE ${Prisma.join(where, " AND ")} ORDER BY distance, id LIMIT ${k}) found ORDER BY distance, id`;
  return Found.parse(rows);
}
