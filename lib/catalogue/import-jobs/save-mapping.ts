import type { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "../../audit/record";
import { inTx } from "../../db";
import { ok, type Result } from "../../result";
import { actorOf, userIdOf } from "../../users/allow";
import { checkMapping } from "../import/read-mapping";
import type { Importer } from "../import/run-import";
import type { SavedMapping } from "./schema";

/** Keeps a mapping under its name, in the place of the one that had it. The same again changes nothing. */
export async function saveMapping(
  by: Importer,
  { name, mapping: given }: SavedMapping,
): Promise<Result<{ name: string }, "invalid">> {
  const checked = checkMapping(given);
  if (!checked.ok) return checked;
  const mapping: Prisma.InputJsonValue = checked.value;
  return inTx(async (tx) => {
    const before = await tx.namedMapping.findUnique({ where: { name } });
    if (before && JSON.stringify(sorted(before.mapping)) === JSON.stringify(sorted(mapping))) return ok({ name });
    const data = { mapping, byId: userIdOf(by), updatedAt: new Date() };
    await tx.namedMapping.upsert({ where: { name }, create: { name, ...data }, update: data });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "settings.changed",
      subject: "mapping",
      subjectId: name,
      before: before?.mapping ?? undefined,
      after: mapping,
    });
    return ok({ name });
  });
}

/** jsonb keeps keys in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
