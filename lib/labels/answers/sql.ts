import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { runPrepared, type Tx } from "../../db";
import { type Head, leaseMinutes } from "../../queue/schema";
import type { Answer, Revised } from "../rules";
import { SavedRow } from "../sql";

/* Each of these statements is the whole of its act. Where it waited for a row it sees that row fresh, but every other
   table as it was when it began; so it does nothing if a task has changed since (its xmin is another), and the caller
   looks again with the tasks' rows held. What the tasks don't tell, the unique indexes decide. */

const StoredRow = SavedRow.extend({ flagId: z.uuid().nullable() });
export type StoredRow = z.infer<typeof StoredRow>;
const StoredRows = z.array(StoredRow);

/** Columns of an answer as they come back; see `savedFields`. */
const savedOf = (alias: string) => {
  const columns = ["id", "taskId", "userId", "verdict", "reason", "note", "chosenCategoryId", "chosenValues", "setId"];
  const told = ["shownSwapped", "isLate", "estimate", "uncertainty", "createdAt", "supersededAt", "flagId"];
  return Prisma.raw([...columns, ...told].map((column) => `${alias}."${column}"`).join(", "));
};

const heldTasks = (ids: Prisma.Sql) => Prisma.sql`
  task AS (
    SELECT t.id, t.head, t."subjectId", t."pairId", t."flagId", t.occasion, t.slot, t.slice, t.propensity,
      t."leasedById", t."doneAt", t."withdrawnAt", t.xmin AS version
    FROM "Task" t WHERE t.id = ANY (ARRAY(${ids})) ORDER BY t.id FOR NO KEY UPDATE),
  moved AS (SELECT EXISTS (SELECT 1 FROM task JOIN "Task" s ON s.id = task.id WHERE s.xmin <> task.version) AS yes)`;

/** Tells the worker that a pair's answers have changed. Read by the outer select, or Postgres would leave it out. */
const toldOf = (rows: Prisma.Sql) => Prisma.sql`
  told AS (
    SELECT count(pg_notify('toile_labels',
      json_build_object('head', head, 'labelId', id, 'userId', "userId")::text))::int AS told
    FROM ${rows} WHERE "pairId" IS NOT NULL)`;

/** Stores answers with what their tasks and their places in the live ranking were, closes the tasks that this person
 *  still has, and drops their places. An answer whose undo came first is stored as undone. Answers what was stored: one
 *  is absent when its id is taken, when this person has an answer to the subject that stands, when there is no such task
 *  of the head, or when a task changed meanwhile; all are for the caller to tell apart. */
export async function insertAnswers(
  tx: Tx | null,
  userId: string,
  head: Head,
  answers: readonly Answer[],
): Promise<StoredRow[]> {
  const statement = Prisma.sql`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) AS g(id uuid, "taskId" uuid,
        verdict "Verdict", reason text, note text, "chosenCategoryId" int, "chosenValues" jsonb, "setId" uuid,
        "setPosition" int, "batchId" uuid, "ruleId" uuid, "shownSwapped" bool, "elapsedMs" int)),
    ${heldTasks(Prisma.sql`SELECT "taskId" FROM given`)},
    stored AS (
      INSERT INTO "Label" (id, head, "taskId", "subjectId", "pairId", "flagId", "userId", occasion, slot, verdict, reason,
        note, "chosenCategoryId", "chosenValues", "setId", "setPosition", "batchId", "ruleId", "guideNumber",
        "shownSwapped", "elapsedMs", slice, propensity, "rankingId", rank, estimate, uncertainty, "isLate", "supersededAt")
      SELECT g.id, t.head, t.id, t."subjectId", t."pairId", t."flagId", ${userId}::uuid, t.occasion, t.slot, g.verdict,
        g.reason, g.note, g."chosenCategoryId", g."chosenValues", g."setId", g."setPosition", g."batchId", g."ruleId",
        (SELECT max(number) FROM "GuideVersion" WHERE head = ${head}::"Head"), g."shownSwapped", g."elapsedMs", t.slice,
        t.propensity, r."rankingId", r.rank, r.estimate, r.uncertainty,
        t."leasedById" IS DISTINCT FROM ${userId}::uuid OR t."doneAt" IS NOT NULL OR t."withdrawnAt" IS NOT NULL, u.at
      FROM given g
      JOIN task t ON t.id = g."taskId" AND t.head = ${head}::"Head"
      LEFT JOIN "RankEntry" r ON r."taskId" = t.id
        AND r."rankingId" = (SELECT "rankingId" FROM "LiveRanking" WHERE head = ${head}::"Head")
      LEFT JOIN "EarlyUndo" u ON u."labelId" = g.id AND u."userId" = ${userId}::uuid
      WHERE NOT (SELECT yes FROM moved) AND NOT EXISTS (
        SELECT 1 FROM "Label" l
        WHERE l."subjectId" = t."subjectId" AND l."userId" = ${userId}::uuid AND l.occasion = t.occasion
          AND l."supersededAt" IS NULL)
      ON CONFLICT DO NOTHING
      RETURNING *),
    closed AS (
      UPDATE "Task" SET "doneAt" = now()
      WHERE id = ANY (ARRAY(SELECT "taskId" FROM stored WHERE NOT "isLate" AND "supersededAt" IS NULL)) RETURNING id),
    unranked AS (
      DELETE FROM "RankEntry"
      WHERE "rankingId" = (SELECT "rankingId" FROM "LiveRanking" WHERE head = ${head}::"Head")
        AND "taskId" = ANY (ARRAY(SELECT id FROM closed))),
    ${toldOf(Prisma.sql`stored`)}
    SELECT ${savedOf("stored")}, told.told FROM stored, told`;
  return StoredRows.parse(await (tx ? tx.$queryRaw(statement) : runPrepared(statement)));
}

export type Undoing = {
  labelId: string;
  userId: string;
  heads: readonly Head[];
  /** The tab that gets the tasks; null for the one that held each. */
  leaseToken: string | null;
  /** How many newer acts of the same person and head may stand. */
  depth: number;
};

/** Supersedes one standing answer, and those given in one go with it (a set, a batch); opens the tasks that they had
 *  closed under the same person with a fresh lease, as the same set, at their old places. In a newer ranking a task keeps
 *  its place but not the estimate, which was another version's. A ranking that is just going live is waited for. Answers
 *  what was superseded; nothing when there is no such standing answer, when more than `depth` acts are newer, or when a
 *  task changed meanwhile. */
export async function supersedeAnswers(tx: Tx | null, undoing: Undoing): Promise<StoredRow[]> {
  const { labelId, userId, heads, leaseToken, depth } = undoing;
  const statement = Prisma.sql`
    WITH asked AS (
      SELECT id, head, "setId", "batchId", "createdAt" FROM "Label"
      WHERE id = ${labelId}::uuid AND "userId" = ${userId}::uuid AND head = ANY (${heads}::"Head"[])
        AND "supersededAt" IS NULL),
    together AS (
      SELECT id FROM asked
      UNION SELECT id FROM "Label" WHERE "setId" = (SELECT "setId" FROM asked) AND "userId" = ${userId}::uuid
      UNION SELECT id FROM "Label" WHERE "batchId" = (SELECT "batchId" FROM asked) AND "userId" = ${userId}::uuid),
    ${heldTasks(Prisma.sql`SELECT "taskId" FROM "Label" WHERE id = ANY (ARRAY(SELECT id FROM together))`)},
    marked AS (
      UPDATE "Label" SET "supersededAt" = now()
      WHERE id = ANY (ARRAY(SELECT id FROM together)) AND "supersededAt" IS NULL
        AND NOT (SELECT yes FROM moved) AND "taskId" = ANY (ARRAY(SELECT id FROM task))
        AND (SELECT count(DISTINCT coalesce(n."setId", n."batchId", n.id)) FROM "Label" n, asked
             WHERE n."userId" = ${userId}::uuid AND n.head = asked.head AND n."supersededAt" IS NULL
               AND (n."createdAt", n.id) > (asked."createdAt", asked.id)
               AND n.id <> ALL (ARRAY(SELECT id FROM together))) < ${depth}::int
      RETURNING *),
    opened AS (
      UPDATE "Task" t SET "doneAt" = NULL, "leasedById" = ${userId}::uuid,
        "leaseToken" = coalesce(${leaseToken}::uuid, t."leaseToken"),
        "leasedUntil" = now() + make_interval(mins => ${leaseMinutes}::int),
        "setId" = m."setId", "setPosition" = m."setPosition"
      FROM marked m WHERE t.id = m."taskId" AND NOT m."isLate"
      RETURNING t.id),
    live AS (
      SELECT "rankingId" FROM "LiveRanking" WHERE head = (SELECT head FROM asked) FOR SHARE),
    ranked AS (
      INSERT INTO "RankEntry" ("rankingId", "taskId", rank, estimate, uncertainty)
      SELECT live."rankingId", opened.id, coalesce(m.rank, 0),
        CASE WHEN live."rankingId" = m."rankingId" THEN m.estimate END,
        CASE WHEN live."rankingId" = m."rankingId" THEN m.uncertainty END
      FROM opened JOIN marked m ON m."taskId" = opened.id CROSS JOIN live
      ON CONFLICT ("rankingId", "taskId") DO NOTHING),
    ${toldOf(Prisma.sql`marked`)}
    SELECT ${savedOf("marked")}, told.told FROM marked, told`;
  return StoredRows.parse(await (tx ? tx.$queryRaw(statement) : runPrepared(statement)));
}

/** Supersedes one's own standing answer to a pair and stores another in its place, with the same task, occasion and
 *  circumstances. Answers the new one, or null when there is no such standing answer or it was a check with a known
 *  answer. Throws Prisma's P2002 when the new id is taken: then the old answer stands. */
export async function replaceAnswer(tx: Tx, userId: string, revised: Revised): Promise<StoredRow | null> {
  const rows = await tx.$queryRaw`
    WITH old AS (
      UPDATE "Label" SET "supersededAt" = now()
      WHERE id = ${revised.labelId}::uuid AND "userId" = ${userId}::uuid AND "pairId" IS NOT NULL AND slice <> 'gold'
        AND "supersededAt" IS NULL
      RETURNING *),
    stored AS (
      INSERT INTO "Label" (id, head, "taskId", "subjectId", "pairId", "userId", occasion, slot, verdict, reason, note,
        "setId", "setPosition", "guideNumber", "revisesId", "shownSwapped", "elapsedMs", slice, propensity, "rankingId",
        rank, estimate, uncertainty, "isLate")
      SELECT ${revised.id}::uuid, head, "taskId", "subjectId", "pairId", "userId", occasion, slot,
        ${revised.verdict}::"Verdict", ${revised.reason}, ${revised.note}, "setId", "setPosition",
        (SELECT max(number) FROM "GuideVersion" g WHERE g.head = old.head), id, "shownSwapped", "elapsedMs", slice,
        propensity, "rankingId", rank, estimate, uncertainty, "isLate"
      FROM old
      RETURNING *),
    ${toldOf(Prisma.sql`stored`)}
    SELECT ${savedOf("stored")}, told.told FROM stored, told`;
  return StoredRows.max(1).parse(rows)[0] ?? null;
}
