import { z } from "zod";
import { db, type Tx } from "../db";
import { staleAfterSeconds } from "../jobs/rules";
import { mostDeaths } from "./rules";
import { ChangeOffer, type ChangeProgress, ChangeStatus } from "./schema";

const Locked = z.object({
  source: z.string(),
  status: ChangeStatus,
  encoderId: z.uuid().nullable(),
  offer: ChangeOffer.nullable(),
  wish: z.string().nullable(),
  isHeld: z.boolean(),
});

/** A change, held until the transaction ends. isHeld: a worker that lives is at it. */
export async function lockChange(tx: Tx, id: string): Promise<z.infer<typeof Locked> | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT source, status, "encoderId", offer, wish,
      coalesce("heartbeatAt" > now() - make_interval(secs => ${staleAfterSeconds.run}), false) AS "isHeld"
    FROM "EncoderChange" WHERE id = ${id}::uuid FOR UPDATE`;
  return rows[0] ? Locked.parse(rows[0]) : null;
}

const Claimed = z.object({
  id: z.uuid(),
  attempts: z.int(),
  status: ChangeStatus,
  source: z.string(),
  encoderId: z.uuid().nullable(),
});
/** A change in this worker's hands. `attempts` is the fence: whoever takes it up next raises it. */
export type ClaimedChange = z.infer<typeof Claimed>;

/** Takes a change up unless another worker's heartbeat is fresh. */
export async function claimChange(id: string): Promise<ClaimedChange | null> {
  const rows = await db().$queryRaw<unknown[]>`
    UPDATE "EncoderChange" SET attempts = attempts + 1, "heartbeatAt" = now()
    WHERE id = ${id}::uuid AND status IN ('opening', 'embedding', 'comparing', 'ready')
      AND ("heartbeatAt" IS NULL OR "heartbeatAt" < now() - make_interval(secs => ${staleAfterSeconds.run}))
    RETURNING id, attempts, status, source, "encoderId"`;
  return rows[0] ? Claimed.parse(rows[0]) : null;
}

const Seen = z.array(z.object({ wish: z.enum(["pause", "cancel"]).nullable() }));

/** The heartbeat with the progress; null when the change is not this worker's any more. Progress buries the dead. */
export async function beat(
  { id, attempts }: ClaimedChange,
  progress: ChangeProgress | null,
): Promise<{ wish: "pause" | "cancel" | null } | null> {
  const text = progress && JSON.stringify(progress);
  const rows = await db().$queryRaw<unknown[]>`
    UPDATE "EncoderChange" SET "heartbeatAt" = now(),
      deaths = CASE WHEN ${text}::jsonb ->> 'perSecond' IS NULL THEN deaths ELSE 0 END,
      progress = coalesce(${text}::jsonb, progress)
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND status IN ('opening', 'embedding', 'comparing', 'ready')
    RETURNING wish`;
  return Seen.parse(rows)[0] ?? null;
}

type Move = {
  to: ChangeStatus;
  reason?: string | null;
  encoderId?: string;
  offer?: unknown;
  comparison?: unknown;
  /** Whether this worker goes on with it. */
  isKept?: boolean;
};

/** Moves a change that is still this worker's, and lets it go unless `isKept`. False when it is not any more. One that would
 *  be offered or ready is given up instead where somebody has asked for that in the last moment. */
export async function moveClaimed(change: ClaimedChange, move: Move): Promise<boolean> {
  const { to, reason = null, encoderId = null, isKept = false } = move;
  const isOver = to === "failed" || to === "cancelled";
  const mayBeGivenUp = to === "offered" || to === "ready";
  const moved = await db().$executeRaw`
    UPDATE "EncoderChange" SET
      status = (CASE WHEN ${mayBeGivenUp} AND wish = 'cancel' THEN 'cancelled' ELSE ${to} END)::"EncoderChangeStatus",
      reason = ${reason},
      "encoderId" = coalesce(${encoderId}::uuid, "encoderId"),
      offer = coalesce(${move.offer === undefined ? null : JSON.stringify(move.offer)}::jsonb, offer),
      comparison = coalesce(${move.comparison === undefined ? null : JSON.stringify(move.comparison)}::jsonb, comparison),
      progress = CASE WHEN ${isKept} THEN progress END,
      wish = CASE WHEN ${isKept} THEN wish END,
      "finishedAt" = CASE WHEN ${isOver} OR (${mayBeGivenUp} AND wish = 'cancel') THEN now() END,
      "heartbeatAt" = CASE WHEN ${isKept || (to === "ready" && reason !== null)} THEN now() END
    WHERE id = ${change.id}::uuid AND attempts = ${change.attempts}
      AND status IN ('opening', 'embedding', 'comparing', 'ready')`;
  return moved === 1;
}

/** Gives a change back at once, for another worker to take up. */
export async function releaseChange({ id, attempts }: ClaimedChange): Promise<void> {
  await db().$executeRaw`
    UPDATE "EncoderChange" SET "heartbeatAt" = NULL WHERE id = ${id}::uuid AND attempts = ${attempts}`;
}

const Lost = z.object({ id: z.uuid(), deaths: z.int() });

/** Changes whose worker has not been heard of, each counted as a death, and those that were given back. */
export async function lostChanges(tx: Tx): Promise<z.infer<typeof Lost>[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    UPDATE "EncoderChange" SET deaths = deaths + CASE WHEN "heartbeatAt" IS NULL THEN 0 ELSE 1 END, "heartbeatAt" = NULL
    WHERE status IN ('opening', 'embedding', 'comparing')
      AND ("heartbeatAt" < now() - make_interval(secs => ${staleAfterSeconds.run})
        OR ("heartbeatAt" IS NULL AND attempts > 0))
    RETURNING id, deaths`;
  return z.array(Lost).parse(rows);
}

/** Gives up a change over which workers died again and again. What it embedded stays. */
export async function giveUp(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "EncoderChange" SET status = 'failed', reason = ${reason}, progress = NULL, "finishedAt" = now()
    WHERE id = ${id}::uuid AND status IN ('opening', 'embedding', 'comparing') AND deaths > ${mostDeaths}`;
}

const Ready = z.array(z.object({ id: z.uuid(), encoderId: z.uuid() }));

/** The change that is ready and that nobody is at; one that could not take new photos in is left for ten minutes. */
export async function readyChange(): Promise<{ id: string; encoderId: string } | null> {
  const rows = await db().$queryRaw`
    SELECT id, "encoderId" FROM "EncoderChange"
    WHERE status = 'ready' AND "encoderId" IS NOT NULL
      AND ("heartbeatAt" IS NULL OR "heartbeatAt" < now() - interval '10 minutes')`;
  return Ready.parse(rows)[0] ?? null;
}
