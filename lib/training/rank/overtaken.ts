import { db } from "../../db";
import type { Head } from "../../models/schema";

/** Drops a ranking that another promotion has made void before it ever served; nobody was shown anything by it. */
export async function overtaken(rankingId: string): Promise<{ outcome: "overtaken" }> {
  await db().ranking.deleteMany({ where: { id: rankingId, completedAt: null } });
  return { outcome: "overtaken" };
}

/** Drops what killed workers left half written. Nobody writes at one ranking for an hour. */
export async function sweepRankings(head: Head): Promise<void> {
  const limit = new Date(Date.now() - 3_600_000);
  await db().ranking.deleteMany({ where: { head, completedAt: null, createdAt: { lt: limit }, live: null } });
}
