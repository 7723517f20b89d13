import { db } from "../db";
import { gateFrom, newestReport } from "./evaluation/data";
import { Counts, type Head, type VersionCard, VersionMetrics } from "./schema";

export type ChampionRef = { versionId: string; head: Head; number: number; sha256: string; encoderId: string };

/** Every version, newest first; of one head, or of both. */
export async function versions(head?: Head): Promise<VersionCard[]> {
  const rows = await db().modelVersion.findMany({
    where: { head },
    orderBy: [{ createdAt: "desc" }, { number: "desc" }],
    include: {
      parent: { select: { number: true } },
      champion: { select: { head: true } },
      snapshot: { select: { counts: true } },
      run: { select: { startedAt: true, finishedAt: true } },
      evaluations: newestReport,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    head: row.head,
    number: row.number,
    parentNumber: row.parent?.number ?? null,
    isChampion: row.champion !== null,
    createdAt: row.createdAt.toISOString(),
    backend: row.backend,
    gate: gateFrom(row.evaluations[0]),
    isMeasured: row.evaluations.length > 0,
    metrics: VersionMetrics.parse(row.metrics),
    counts: Counts.parse(row.snapshot.counts),
    trainSeconds: secondsBetween(row.run.startedAt, row.run.finishedAt),
  }));
}

const secondsBetween = (from: Date | null, to: Date | null) =>
  from && to ? (to.getTime() - from.getTime()) / 1_000 : null;

/** The version that serves a head; null before the first one. */
export async function champion(head: Head): Promise<ChampionRef | null> {
  const row = await db().champion.findUnique({ where: { head }, include: { version: true } });
  if (!row) return null;
  const { id: versionId, number, sha256, encoderId } = row.version;
  return { versionId, head, number, sha256, encoderId };
}
