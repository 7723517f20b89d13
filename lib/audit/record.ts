import type { Prisma } from "@/prisma/generated/client";
import type { Tx } from "../db";
import type { Actor, AuditAction } from "./schema";

export type AuditRecord = {
  actor: Actor;
  action: AuditAction;
  subject: string;
  subjectId: string;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
};

/** Writes one audit row in the caller's transaction: if it cannot be written, the change is not made either. */
export async function recordAudit(tx: Tx, { actor, ...entry }: AuditRecord): Promise<void> {
  await tx.auditEntry.create({
    data: { ...entry, actorKind: actor.kind, actorId: actor.kind === "user" ? actor.id : null, actorName: actor.name },
  });
}

type Change = Pick<AuditRecord, "before" | "after"> & { subjectId: string };

/** The same for many changes of one decision, a row each, in one statement: row by row 20,000 would take a minute. */
export async function recordAudits(
  tx: Tx,
  { actor, action, subject }: Pick<AuditRecord, "actor" | "action" | "subject">,
  changes: readonly Change[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" ("actorKind", "actorId", "actorName", action, subject, "subjectId", before, after)
    SELECT ${actor.kind}::"ActorKind", ${actor.kind === "user" ? actor.id : null}::uuid, ${actor.name}, ${action},
      ${subject}, x.id, x.before::jsonb, x.after::jsonb
    FROM unnest(${changes.map(({ subjectId }) => subjectId)}::text[], ${changes.map(({ before }) => toText(before))}::text[],
      ${changes.map(({ after }) => toText(after))}::text[]) AS x(id, before, after)`;
}

const toText = (value: Prisma.InputJsonValue | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value);
