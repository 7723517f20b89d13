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
export async function recordAudit(tx: Tx, record: AuditRecord): Promise<void> {
  await tx.auditEntry.create({ data: toRow(record) });
}

/** A statement holds some 32,000 values. */
const rowsPerStatement = 2_000;

/** The same for many changes of one decision: a row each. */
export async function recordAudits(tx: Tx, records: readonly AuditRecord[]): Promise<void> {
  for (let start = 0; start < records.length; start += rowsPerStatement) {
    await tx.auditEntry.createMany({ data: records.slice(start, start + rowsPerStatement).map(toRow) });
  }
}

const toRow = ({ actor, ...entry }: AuditRecord) => ({
  ...entry,
  actorKind: actor.kind,
  actorId: actor.kind === "user" ? actor.id : null,
  actorName: actor.name,
});
