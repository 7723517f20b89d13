import { db } from "../db";
import { headsOf } from "../queue/rules";
import type { Head } from "../queue/schema";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { can } from "../users/rules";
import { toSaved } from "./internal";
import type { Guide, LabelExplanation, RecentLabels } from "./schema";
import { countToday, savedFields } from "./sql";

type By = Allowed<"judge-pairs"> | Allowed<"judge-flags">;

/** This person's newest answers that stand, newest first, and how many of today's stand (the day begins at midnight UTC). */
export async function recentLabels(by: By, head: Head, limit: number): Promise<RecentLabels> {
  const [today, labels] = await Promise.all([
    countToday(by.userId, head),
    db().label.findMany({
      where: { userId: by.userId, head, supersededAt: null, ruleId: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      select: savedFields,
    }),
  ]);
  return { today, labels: labels.map(toSaved) };
}

/** Why a task was asked and what the model thought of it, after the answer: for whoever gave it, and for managers. */
export async function explainLabel(
  by: By,
  { labelId }: { labelId: string },
): Promise<Result<LabelExplanation, "not-found">> {
  const label = await db().label.findFirst({
    where: { id: labelId, head: { in: headsOf(by.role) }, ...(can(by.role, "oversee") ? {} : { userId: by.userId }) },
    include: { ranking: { include: { modelVersion: { select: { number: true } } } } },
  });
  if (!label) return fail("not-found");
  const { slice, propensity, rank, estimate, uncertainty, ranking } = label;
  return ok({
    labelId,
    slice,
    propensity,
    rank,
    estimate,
    uncertainty,
    policy: ranking?.policy ?? null,
    version: ranking?.modelVersion?.number ?? null,
  });
}

/** The house's guide for a kind of task that is in force; null while nobody has written one. */
export function guideOf(head: Head): Promise<Guide | null> {
  return db().guideVersion.findFirst({
    where: { head },
    orderBy: { number: "desc" },
    select: { number: true, title: true, markdown: true },
  });
}
