import type { Prisma } from "@/prisma/generated/client";
import type { Tx } from "../db";
import { recordAudit } from "./record";
import type { Actor } from "./schema";

/** Stores a setting under its key with its audit row, in the caller's transaction; the caller has seen that it changes. */
export async function changeSetting(
  tx: Tx,
  actor: Actor,
  { key, before, after }: { key: string; before: Prisma.InputJsonObject; after: Prisma.InputJsonObject },
): Promise<void> {
  await tx.setting.upsert({
    where: { key },
    create: { key, value: after },
    update: { value: after, updatedAt: new Date() },
  });
  await recordAudit(tx, { actor, action: "settings.changed", subject: "Setting", subjectId: key, before, after });
}
