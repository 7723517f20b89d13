import { z } from "zod";
import { db, type Tx } from "../../db";
import type { BehaviourKind } from "../schema";

const Ids = z.array(z.object({ id: z.string() }));

/** Which of these are products of the catalogue. */
export async function knownProducts(ids: string[]): Promise<Set<string>> {
  const rows = await db().$queryRaw`SELECT id FROM "Product" WHERE id = ANY (${[...new Set(ids)]}::text[])`;
  return new Set(Ids.parse(rows).map(({ id }) => id));
}

const Moved = z.array(z.object({ id: z.string(), hasMoved: z.boolean() }));

/** Sets stocks; of a product named twice the last one counts. → the products that are there, and how many moved. */
export async function moveStock(
  tx: Tx,
  items: { productId: string; stock: number }[],
): Promise<{ known: Set<string>; moved: number }> {
  const last = new Map(items.map(({ productId, stock }) => [productId, stock]));
  // Rows are taken in one order, so that two feeds never wait for each other in a ring.
  const rows = await tx.$queryRaw`
    WITH said AS (SELECT * FROM unnest(${[...last.keys()]}::text[], ${[...last.values()]}::int[]) AS x(id, stock)),
    there AS MATERIALIZED (
      SELECT p.id, said.stock, p.stock IS DISTINCT FROM said.stock AS "hasMoved"
      FROM "Product" p JOIN said USING (id) ORDER BY p.id FOR NO KEY UPDATE OF p),
    moved AS (
      UPDATE "Product" p SET stock = there.stock, "updatedAt" = now()
      FROM there WHERE p.id = there.id AND there."hasMoved")
    SELECT id, "hasMoved" FROM there`;
  const found = Moved.parse(rows);
  return { known: new Set(found.map(({ id }) => id)), moved: found.filter(({ hasMoved }) => hasMoved).length };
}

type Written = { added: number; changed: number };
const WrittenRow = z.array(z.object({ isNew: z.boolean() }));
const countedBy = (rows: unknown): Written => {
  const written = WrittenRow.parse(rows);
  const added = written.filter(({ isNew }) => isNew).length;
  return { added, changed: written.length - added };
};

export type JudgedPair = { productAId: string; productBId: string; fits: number; answers: number };

/** Writes what a source's people said of pairs, in the place of what it said before. */
export async function upsertJudgements(
  tx: Tx,
  source: string,
  importId: string,
  pairs: JudgedPair[],
): Promise<Written> {
  const column = <T>(read: (pair: JudgedPair) => T) => pairs.map(read);
  return countedBy(
    await tx.$queryRaw`
      INSERT INTO "ImportedJudgement" AS j (source, "productAId", "productBId", fits, answers, "importId")
      SELECT ${source}, LEAST(a, b), GREATEST(a, b), fits, answers, ${importId}::uuid
      FROM unnest(${column((p) => p.productAId)}::text[], ${column((p) => p.productBId)}::text[],
        ${column((p) => p.fits)}::float8[], ${column((p) => p.answers)}::int[]) AS x(a, b, fits, answers) ORDER BY a, b
      ON CONFLICT (source, "productAId", "productBId") DO UPDATE
        SET fits = excluded.fits, answers = excluded.answers, "importId" = excluded."importId"
      WHERE (j.fits, j.answers) IS DISTINCT FROM (excluded.fits, excluded.answers)
      RETURNING (xmax = 0) AS "isNew"`,
  );
}

export type BehaviourCount = { kind: BehaviourKind; productAId: string; productBId: string; count: number };

/** Writes how often shoppers brought pairs together, in the place of what the source counted before. */
export async function upsertBehaviour(
  tx: Tx,
  source: string,
  importId: string,
  pairs: BehaviourCount[],
): Promise<Written> {
  const column = <T>(read: (pair: BehaviourCount) => T) => pairs.map(read);
  return countedBy(
    await tx.$queryRaw`
      INSERT INTO "BehaviourPair" AS p (source, kind, "productAId", "productBId", count, "importId")
      SELECT ${source}, kind, LEAST(a, b), GREATEST(a, b), n, ${importId}::uuid
      FROM unnest(${column((p) => p.kind)}::"BehaviourKind"[], ${column((p) => p.productAId)}::text[],
        ${column((p) => p.productBId)}::text[], ${column((p) => p.count)}::int[]) AS x(kind, a, b, n) ORDER BY kind, a, b
      ON CONFLICT (source, kind, "productAId", "productBId") DO UPDATE
        SET count = excluded.count, "importId" = excluded."importId"
      WHERE p.count <> excluded.count
      RETURNING (xmax = 0) AS "isNew"`,
  );
}
