import type { PhotosToLearn } from "@/ml/category/fine-tuning/photos";
import { photoPath } from "../../catalogue/store-photo";
import { db } from "../../db";
import { RunProgress } from "../schema";
import { type FineTuningCard, FineTuningOutcome, isTuning } from "./schema";

/** Readable photos of products outside the holdout with the category in force, each content once; one that stands under
 *  two categories teaches neither. Delisted products teach on. */
export async function labelledPhotos(): Promise<PhotosToLearn> {
  const rows = await db().photo.findMany({
    where: {
      sha256: { not: null },
      brokenReason: null,
      product: { isHoldout: false, categoryId: { not: null } },
    },
    select: { sha256: true, product: { select: { groupId: true, categoryId: true } } },
  });
  const byContent = new Map<string, { groupId: string; categoryId: number; isTorn: boolean }>();
  for (const { sha256, product } of rows) {
    const { groupId, categoryId } = product;
    if (sha256 === null || categoryId === null) continue;
    const seen = byContent.get(sha256);
    if (!seen) byContent.set(sha256, { groupId, categoryId, isTorn: false });
    else if (seen.categoryId !== categoryId) seen.isTorn = true;
  }
  const kept = [...byContent].filter(([, { isTorn }]) => !isTorn).sort(([a], [b]) => (a < b ? -1 : 1));
  const categories = [...new Set(kept.map(([, { categoryId }]) => categoryId))].sort((a, b) => a - b);
  const groups = [...new Set(kept.map(([, { groupId }]) => groupId))].sort();
  const placeOf = new Map(groups.map((group, place) => [group, place]));
  const names = await db().category.findMany({ where: { id: { in: categories } }, select: { id: true, name: true } });
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return {
    classes: categories.map((id) => nameOf.get(id) ?? `${id}`),
    files: kept.map(([sha256]) => ({ key: sha256, path: photoPath(sha256) })),
    label: Int32Array.from(kept, ([, { categoryId }]) => categories.indexOf(categoryId)),
    group: Int32Array.from(kept, ([, { groupId }]) => placeOf.get(groupId) ?? 0),
  };
}

const listed = 5;

/** The latest fine-tunings, newest first. */
export async function fineTunings(): Promise<FineTuningCard[]> {
  const rows = await db().fineTuning.findMany({
    orderBy: { createdAt: "desc" },
    take: listed,
    include: { startedBy: { select: { name: true } } },
  });
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    status: row.status,
    progress: row.progress === null ? null : RunProgress.parse(row.progress),
    outcome: row.outcome === null ? null : FineTuningOutcome.parse(row.outcome),
    reason: row.reason,
    isCancelAsked: row.cancelAskedAt !== null,
    startedBy: row.startedBy?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

const watchEveryMs = 1_000;

/** The latest fine-tunings whenever they have moved, until none is under way. */
export async function* watchFineTunings(signal: AbortSignal): AsyncGenerator<FineTuningCard[]> {
  let last = "";
  while (!signal.aborted) {
    const now = await fineTunings();
    const text = JSON.stringify(now);
    if (text !== last) yield now;
    last = text;
    if (!now.some(isTuning)) return;
    await new Promise((resolve) => setTimeout(resolve, watchEveryMs));
  }
}
