import { z } from "zod";
import { db, type Tx } from "../db";
import { keptDays } from "./schema";

const Event = z.object({
  event: z.enum(["applied", "reverted"]),
  at: z.date(),
  fix: z.uuid(),
  product: z.string(),
  attribute: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()),
  now: z.array(z.string()),
  userId: z.uuid().nullable(),
  label: z.uuid().nullable(),
  rule: z.uuid().nullable(),
});
export type FixEvent = z.infer<typeof Event>;

/** Takes up to `limit` noted fixes, oldest first, with what a receiver is told of them. taken: how many notes; one of a fix
 *  that is gone, with the demo, tells nothing. Two takers never get the same ones. */
export async function takeEvents(tx: Tx, limit: number): Promise<{ taken: number; events: FixEvent[] }> {
  const notes = await tx.$queryRaw<{ fixId: string; type: string; at: Date }[]>`
    DELETE FROM "FixEvent" WHERE id IN (SELECT id FROM "FixEvent" ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING "fixId", type::text, at, id`;
  const rows = await tx.$queryRaw`
    SELECT e.type AS event, e.at, x.id AS fix, x."productId" AS product, x.attribute,
      CASE WHEN x.attribute = 'category' THEN coalesce(to_jsonb(array_remove(ARRAY[b.name], NULL)), '[]')
        ELSE coalesce(x.before -> 'values', '[]') END AS before,
      CASE WHEN x.attribute = 'category' THEN coalesce(to_jsonb(array_remove(ARRAY[a.name], NULL)), '[]')
        ELSE coalesce(x.after -> 'values', '[]') END AS after,
      CASE WHEN x.attribute = 'category' THEN coalesce(to_jsonb(array_remove(ARRAY[c.name], NULL)), '[]')
        ELSE coalesce(p.values -> x.attribute, '[]') END AS now,
      coalesce(l."userId", r."createdById") AS "userId", x."labelId" AS label, x."ruleId" AS rule
    FROM unnest(${notes.map(({ fixId }) => fixId)}::uuid[], ${notes.map(({ type }) => type)}::text[],
      ${notes.map(({ at }) => at)}::timestamptz[]) WITH ORDINALITY AS e("fixId", type, at, place)
    JOIN "Fix" x ON x.id = e."fixId"
    JOIN "Product" p ON p.id = x."productId"
    LEFT JOIN "Category" c ON c.id = p."categoryId"
    LEFT JOIN "Category" b ON b.id = (x.before ->> 'categoryId')::int
    LEFT JOIN "Category" a ON a.id = (x.after ->> 'categoryId')::int
    LEFT JOIN "Label" l ON l.id = x."labelId"
    LEFT JOIN "CatalogueRule" r ON r.id = x."ruleId"
    ORDER BY e.at, e.place`;
  return { taken: notes.length, events: z.array(Event).parse(rows) };
}

const Claimed = z.array(
  z.object({
    id: z.uuid(),
    webhookId: z.uuid(),
    url: z.string(),
    salt: z.string(),
    body: z.string(),
    attempts: z.int(),
  }),
);
export type Claimed = z.infer<typeof Claimed>[number];

/** Seconds after which what a sender claimed and never told the end of is tried again. */
const claimSeconds = 60;

/** Claims deliveries that are due, up to `each` a webhook, so that one that does not answer holds up no other. */
export async function claimDue(each: number): Promise<Claimed[]> {
  const rows = await db().$queryRaw`
    WITH due AS (
      SELECT q.id, w.url, w.salt FROM "Webhook" w CROSS JOIN LATERAL (
        SELECT d.id FROM "WebhookDelivery" d WHERE d."webhookId" = w.id AND d."nextAt" <= now()
        ORDER BY d."nextAt", d.id LIMIT ${each} FOR UPDATE SKIP LOCKED) q
      WHERE w."isOn" AND w."removedAt" IS NULL)
    UPDATE "WebhookDelivery" d SET attempts = d.attempts + 1, "lastTriedAt" = now(),
      "nextAt" = now() + make_interval(secs => ${claimSeconds})
    FROM due WHERE d.id = due.id
    RETURNING d.id, d."webhookId", due.url, due.salt, d.body, d.attempts`;
  return Claimed.parse(rows);
}

/** Notes how an attempt went. waitSeconds null: it is over, delivered or given up. */
export async function noteAttempt(
  id: string,
  outcome: { status: number | null; error: string | null; elapsedMs: number; waitSeconds: number | null },
): Promise<void> {
  const { status, error, elapsedMs, waitSeconds } = outcome;
  await db().$executeRaw`
    UPDATE "WebhookDelivery" SET "lastStatus" = ${status}::int, "lastError" = ${error}, "lastMs" = ${elapsedMs}::int,
      "deliveredAt" = CASE WHEN ${error === null} THEN now() END,
      "nextAt" = now() + make_interval(secs => ${waitSeconds}::int)
    WHERE id = ${id}::uuid`;
}

/** Forgets deliveries that have been over for a month. */
export const dropOldDeliveries = (): Promise<number> =>
  db().$executeRaw`
    DELETE FROM "WebhookDelivery"
    WHERE "createdAt" < now() - make_interval(days => ${keptDays}::int) AND "nextAt" IS NULL`;
