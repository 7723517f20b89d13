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
