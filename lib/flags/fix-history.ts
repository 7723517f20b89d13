import { z } from "zod";
import { db } from "../db";
import type { FixRecord } from "./schema";

/** One column before or after a fix: a category, or an attribute's values. */
const Stood = z.object({
  categoryId: z.int().nullable().optional(),
  values: z.array(z.string()).optional(),
});
const Cause = z.object({ labelId: z.uuid().optional(), ruleId: z.uuid().optional() });

/** Every correction of a product, newest first: what changed, by whom, why, and who took it back. */
export async function fixHistory(productId: string): Promise<FixRecord[]> {
  const [rows, reverted] = await Promise.all([
    db().fix.findMany({
      where: { productId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      include: {
        label: { select: { verdict: true, note: true, user: { select: { name: true } } } },
        rule: { select: { name: true, createdBy: { select: { name: true } } } },
      },
    }),
    db().auditEntry.findMany({
      where: { subject: "Product", subjectId: productId, action: "product.fix-reverted" },
      orderBy: { at: "desc" },
      select: { at: true, actorName: true, after: true },
    }),
  ]);
  const states = rows.map(({ before, after }) => ({ before: Stood.parse(before), after: Stood.parse(after) }));
  const names = await categoryNames(states.flatMap(({ before, after }) => [before.categoryId, after.categoryId]));
  const wordsOf = ({ categoryId, values }: z.infer<typeof Stood>) =>
    values ?? (typeof categoryId === "number" ? [names.get(categoryId) ?? "a category that is gone"] : []);
  const takenBack = reverted.map(({ after, ...entry }) => ({ ...entry, cause: Cause.parse(after ?? {}) }));
  return rows.map((row, i) => {
    const entry = takenBack.find(
      ({ cause }) => (row.labelId && cause.labelId === row.labelId) || (row.ruleId && cause.ruleId === row.ruleId),
    );
    return {
      id: row.id,
      attribute: row.attribute,
      before: wordsOf(states[i]!.before),
      after: wordsOf(states[i]!.after),
      at: row.createdAt.toISOString(),
      by: row.label?.user.name ?? row.rule?.createdBy.name ?? null,
      verdict: row.label?.verdict ?? null,
      note: row.label?.note ?? null,
      rule: row.rule?.name ?? null,
      isStanding: row.revertedAt === null,
      // A later fix in its place leaves no such row.
      takenBack: row.revertedAt && entry ? { by: entry.actorName, at: entry.at.toISOString() } : null,
    };
  });
}

async function categoryNames(ids: (number | null | undefined)[]): Promise<Map<number, string>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === "number"))];
  const rows = await db().category.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
