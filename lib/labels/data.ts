import { catalogueColumns } from "../catalogue/data";
import { toCard } from "../catalogue/product-card";
import { db } from "../db";
import { headsOf } from "../queue/rules";
import type { Head } from "../queue/schema";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { can } from "../users/rules";
import { toSaved } from "./internal";
import type { Guide, LabelExplanation, MyLabels, MyLabelsQuery, RecentLabels } from "./schema";
import { chosenCategories, countToday, myRows, SavedRow, savedFields } from "./sql";

type By = Allowed<"judge-pairs"> | Allowed<"judge-flags">;

/** This person's newest answers that stand, newest first, and how many of today's stand, on the clock of `timeZone`. Of a
 *  batch, which is undone as one, the newest alone. */
export async function recentLabels(
  by: By,
  head: Head,
  { limit, timeZone }: { limit: number; timeZone: string },
): Promise<RecentLabels> {
  const [today, labels] = await Promise.all([
    countToday(by.userId, head, timeZone),
    db().label.findMany({
      where: { userId: by.userId, head, supersededAt: null, ruleId: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      select: { ...savedFields, batchId: true },
    }),
  ]);
  const acts = labels.filter(({ batchId }, i) => !batchId || labels.findIndex((one) => one.batchId === batchId) === i);
  return { today, labels: acts.map((row) => toSaved(SavedRow.parse(row))) };
}

/** A page of this person's own answers to pairs that stand, newest first; paged by key, so that what is answered
 *  meanwhile shifts nothing. Sides as they were shown. */
export async function myLabels(by: Allowed<"judge-pairs">, query: MyLabelsQuery): Promise<MyLabels> {
  const [rows, columns] = await Promise.all([
    myRows(by.userId, { ...query, limit: query.limit + 1 }),
    catalogueColumns(),
  ]);
  const labels = rows.slice(0, query.limit).map((row) => {
    const [anchor, candidate] = row.shownSwapped ? [row.b, row.a] : [row.a, row.b];
    return {
      ...toSaved(row),
      reason: row.reason,
      note: row.note,
      setId: row.setId,
      anchor: toCard(anchor, columns),
      candidate: toCard(candidate, columns),
      revisable: row.slice !== "gold",
    };
  });
  return { labels, next: rows.length > query.limit ? (labels.at(-1)?.id ?? null) : null };
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
  const { slice, slot, propensity, rank, estimate, uncertainty, ranking } = label;
  return ok({
    labelId,
    slice,
    isSecondOpinion: slot > 0 && slice !== "gold" && slice !== "repeat",
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

/** The categories that this person has chosen by hand, what they are likeliest to choose now first: recent and frequent
 *  choices count, those for the same given category most. */
export const categoriesChosen = (by: Allowed<"judge-flags">, givenCategoryId: number | null): Promise<number[]> =>
  chosenCategories(by.userId, givenCategoryId);
