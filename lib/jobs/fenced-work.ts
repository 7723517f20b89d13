import { validate } from "uuid";
import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "../audit/record";
import type { Actor, AuditAction } from "../audit/schema";
import { db, inTx, type Tx } from "../db";
import { fail, ok, type Result } from "../result";
import { jobSender, send } from "./boss";
import type { JobName, JobPayload } from "./contracts";
import { mostAttempts, staleAfterSeconds } from "./rules";
import { type WorkWatch, watchWork } from "./watch-work";

const tables = {
  Run: Prisma.sql`"Run"`,
  FineTuning: Prisma.sql`"FineTuning"`,
  DescriptionChange: Prisma.sql`"DescriptionChange"`,
};

/** Work in this process's hands. `attempts` is the fence: whoever takes it up next raises it, and the writes of an earlier
 *  holder then find no row. */
export type Lease = { id: string; attempts: number };

/** What a table shows of work beside its status and its reason, as it is set when an attempt begins, by each heartbeat that
 *  has news, and when nobody is at it any more. */
type Columns<Progress> = {
  begun: Prisma.Sql;
  told: (progress: Progress) => Prisma.Sql;
  cleared: Prisma.Sql;
};

export const progressColumn = (progress: unknown): Prisma.Sql =>
  Prisma.sql`progress = ${JSON.stringify(progress)}::jsonb`;

export const progressAlone = <Progress>(): Columns<Progress> => ({
  begun: Prisma.sql`progress = NULL, reason = NULL`,
  told: progressColumn,
  cleared: Prisma.sql`progress = NULL`,
});

/** held: what a worker reads of the row that it claims. givenUp: after the last attempt. lost: while it waits for another one. */
type Kind<Name extends JobName, Held extends Lease, Progress> = {
  table: keyof typeof tables;
  job: Name;
  payloadOf: (id: string) => JobPayload<Name>;
  held: z.ZodType<Held> & { shape: object };
  columns: Columns<Progress>;
  sentences: { cancelled: string; givenUp: string; lost: string | null };
};

const Seen = z.array(z.object({ wish: z.literal("cancel").nullable() }));

type Ending = { status: "finished" | "failed" | "cancelled"; reason: string | null };

/** Rows of one table that workers take forward and that outlive them, by a lease with a fence and a heartbeat. Each row
 *  has one job at a time, sent in the transaction that has it wait. */
export class FencedWork<Name extends JobName, Held extends Lease, Progress> {
  private readonly table: Prisma.Sql;

  constructor(private readonly kind: Kind<Name, Held, Progress>) {
    this.table = tables[kind.table];
  }

  /** Takes up work that waits, for one more attempt; null when someone else has it or it is over. */
  async claim(id: string): Promise<Held | null> {
    const { held, columns } = this.kind;
    const read = Prisma.join(Object.keys(held.shape).map((column) => Prisma.raw(`"${column}"`)));
    const rows = await db().$queryRaw<unknown[]>`
      UPDATE ${this.table} SET status = 'running', attempts = attempts + 1, "heartbeatAt" = now(), ${columns.begun}
      WHERE id = ${id}::uuid AND status = 'queued' AND "cancelAskedAt" IS NULL AND attempts < ${mostAttempts}
      RETURNING ${read}`;
    return rows.length === 0 ? null : held.parse(rows[0]);
  }

  /** The heartbeat, with the progress where there is news; null when the work is not this worker's any more. */
  async beat(held: Lease, news: Progress | null): Promise<{ wish: "cancel" | null } | null> {
    const told = news === null ? Prisma.empty : Prisma.sql`, ${this.kind.columns.told(news)}`;
    const rows = await db().$queryRaw<unknown[]>`
      UPDATE ${this.table} SET "heartbeatAt" = now()${told} WHERE ${isHeld(held)}
      RETURNING CASE WHEN "cancelAskedAt" IS NOT NULL THEN 'cancel' END AS wish`;
    return Seen.parse(rows)[0] ?? null;
  }

  /** Beats until its end. */
  watch(held: Lease, stopping: AbortSignal): WorkWatch<Progress, "cancel"> {
    return watchWork(`${this.kind.table} ${held.id}`, (news: Progress | null) => this.beat(held, news), stopping);
  }

  /** Ends work that is still this worker's; false when it is not. */
  async end(tx: Tx, held: Lease, { status, reason }: Ending): Promise<boolean> {
    const ended = await tx.$executeRaw`UPDATE ${this.table} SET ${this.over(status, reason)} WHERE ${isHeld(held)}`;
    return ended > 0;
  }

  /** Ends it as finished in the caller's transaction. False when it is another worker's, or when somebody asked to cancel it
   *  in the last moment: then it ends so. */
  async finish(tx: Tx, held: Lease): Promise<boolean> {
    const finished = await tx.$executeRaw`
      UPDATE ${this.table} SET ${this.over("finished", null)} WHERE ${isHeld(held)} AND "cancelAskedAt" IS NULL`;
    if (finished === 0) await this.end(tx, held, this.cancelled);
    return finished > 0;
  }

  /** Has it wait again, with a job for it. A worker that stops on purpose gives it back uncounted; where its process was
   *  lost, of which `death` tells, the attempt counts. */
  async giveBack(held: Lease, death: string | null = null): Promise<void> {
    const attempts = death === null ? held.attempts - 1 : held.attempts;
    await inTx(async (tx) => {
      const returned = await tx.$executeRaw`
        UPDATE ${this.table} SET ${this.waiting(death)}, attempts = ${attempts}
        WHERE ${isHeld(held)} AND "cancelAskedAt" IS NULL`;
      if (returned > 0) await this.send(tx, held.id);
      else await this.end(tx, held, this.cancelled);
    });
  }

  /** What becomes of it when this worker left it for a reason of its watch. */
  async leave(held: Lease, why: "cancel" | "lost" | "stopping"): Promise<void> {
    if (why === "cancel") await this.end(db(), held, this.cancelled);
    if (why === "stopping") await this.giveBack(held);
  }

  /** Work whose worker fell silent, or whose job was lost, waits again with a job, ends where somebody had asked for that, or
   *  fails after the last attempt. Safe to run in every worker at once. Answers what it sent. */
  async takeUpLost(): Promise<string[]> {
    const { job, sentences } = this.kind;
    const isSilent = Prisma.sql`
      status = 'running' AND "heartbeatAt" < now() - make_interval(secs => ${staleAfterSeconds.run})`;
    // Makes sure that the job tables are there to look into.
    await jobSender();
    return inTx(async (tx) => {
      await tx.$executeRaw`
        UPDATE ${this.table} SET ${this.over("cancelled", sentences.cancelled)}
        WHERE ${isSilent} AND "cancelAskedAt" IS NOT NULL`;
      await tx.$executeRaw`
        UPDATE ${this.table} SET ${this.over("failed", sentences.givenUp)}
        WHERE ${isSilent} AND attempts >= ${mostAttempts}`;
      const lost = await tx.$queryRaw<{ id: string }[]>`
        UPDATE ${this.table} SET ${this.waiting(sentences.lost)}
        WHERE ${isSilent} AND "cancelAskedAt" IS NULL RETURNING id`;
      const forgotten = await tx.$queryRaw<{ id: string }[]>`
        SELECT w.id FROM ${this.table} w WHERE w.status = 'queued' AND w."createdAt" < now() - interval '30 seconds'
          AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = ${job} AND j.singleton_key = w.id::text
            AND j.state IN ('created', 'retry'))`;
      const ids = [...new Set([...lost, ...forgotten].map(({ id }) => id))];
      for (const id of ids) await this.send(tx, id);
      return ids;
    });
  }

  /** Cancels it for a person: what waits at once, what is under way when its worker sees that. Asking twice is asking once;
   *  what is over is not found. */
  cancel(id: string, audit: { actor: Actor; action: AuditAction }): Promise<Result<{ id: string }, "not-found">> {
    const { table: subject, sentences } = this.kind;
    return inTx(async (tx) => {
      if (!validate(id)) return fail("not-found");
      const waited = await tx.$executeRaw`
        UPDATE ${this.table} SET ${this.over("cancelled", sentences.cancelled)}, "cancelAskedAt" = now()
        WHERE id = ${id}::uuid AND status = 'queued'`;
      const asked = await tx.$executeRaw`
        UPDATE ${this.table} SET "cancelAskedAt" = now()
        WHERE id = ${id}::uuid AND status = 'running' AND "cancelAskedAt" IS NULL`;
      if (waited + asked > 0) {
        await recordAudit(tx, { ...audit, subject, subjectId: id });
        return ok({ id });
      }
      const running = await tx.$queryRaw<unknown[]>`
        SELECT id FROM ${this.table} WHERE id = ${id}::uuid AND status = 'running'`;
      return running.length > 0 ? ok({ id }) : fail("not-found");
    });
  }

  private get cancelled(): Ending {
    return { status: "cancelled", reason: this.kind.sentences.cancelled };
  }

  private over(status: Ending["status"], reason: string | null): Prisma.Sql {
    const { cleared } = this.kind.columns;
    return Prisma.sql`status = ${status}::"RunStatus", reason = ${reason}, "finishedAt" = now(), ${cleared}`;
  }

  private waiting(reason: string | null): Prisma.Sql {
    return Prisma.sql`status = 'queued', reason = ${reason}, ${this.kind.columns.cleared}`;
  }

  private send(tx: Tx, id: string): Promise<void> {
    return send(tx, this.kind.job, this.kind.payloadOf(id));
  }
}

const isHeld = ({ id, attempts }: Lease): Prisma.Sql =>
  Prisma.sql`id = ${id}::uuid AND status = 'running' AND attempts = ${attempts}`;
