import { db } from "../../db";
import { headlineOf } from "../../models/rules";
import { VersionMetrics } from "../../models/schema";
import type { Allowed } from "../../users/allow";
import type { Learned } from "../schema";
import { isNews } from "./rules";
import { answersBetween } from "./sql";

/** What the newest compatibility version learned from, and what came of it; null when it is no news any more, or when
 *  nobody's answer was new to it. */
export async function learned(by: Allowed<"judge-pairs">, now: Date): Promise<Learned | null> {
  const newest = await db().modelVersion.findFirst({
    where: { head: "compatibility" },
    orderBy: { number: "desc" },
    include: {
      snapshot: { select: { createdAt: true } },
      parent: { select: { metrics: true, snapshot: { select: { createdAt: true } } } },
    },
  });
  if (!newest || !isNews(newest.createdAt, now)) return null;
  const counted = await answersBetween(newest.parent?.snapshot.createdAt ?? null, newest.snapshot.createdAt, by.userId);
  if (counted.answers === 0) return null;
  const qualityOf = (metrics: unknown) => headlineOf("compatibility", VersionMetrics.parse(metrics)).headline;
  return {
    version: newest.number,
    at: newest.createdAt.toISOString(),
    ...counted,
    before: newest.parent ? qualityOf(newest.parent.metrics) : null,
    after: qualityOf(newest.metrics),
  };
}
