import { db } from "../db";
import { gateFrom, newestReport } from "./evaluation/data";
import { Counts, type Head, type VersionCard, VersionMetrics } from "./schema";

export type ChampionRef = {
  versionId: string;
  head: Head;
  number: number;
  sha256: string;
  encoderId: string;
  /** What it reads descriptions by; null: hashed words. */
  descriptionEncoderId: string | null;
};

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

/** One version with where it comes from: its parents back to the first, and every time that it came to serve. */
export type VersionHistory = {
  sha256: string;
  seed: number;
  codeVersion: string;
  encoder: string;
  /** What it read descriptions by; null: hashed words, or none. */
  descriptions: string | null;
  snapshot: { sha256: string; at: string };
  startedBy: string | null;
  /** Nearest first. */
  forebears: number[];
  promotions: { at: string; by: string | null; reason: string | null }[];
};

/** A version as lists show it, with its history; null where there is none of that number. */
export async function versionWithHistory(
  head: Head,
  number: number,
): Promise<{ version: VersionCard; history: VersionHistory; serving: VersionCard | null } | null> {
  const all = await versions(head);
  const version = all.find((one) => one.number === number);
  if (!version) return null;
  const row = await db().modelVersion.findUniqueOrThrow({
    where: { id: version.id },
    select: {
      sha256: true,
      seed: true,
      codeVersion: true,
      encoder: { select: { name: true, version: true } },
      descriptionEncoder: { select: { name: true, version: true } },
      snapshot: { select: { sha256: true, createdAt: true } },
      run: { select: { startedBy: { select: { name: true } } } },
      promotions: { orderBy: { at: "desc" }, select: { at: true, reason: true, by: { select: { name: true } } } },
    },
  });
  return {
    version,
    serving: all.find(({ isChampion }) => isChampion) ?? null,
    history: {
      sha256: row.sha256,
      seed: row.seed,
      codeVersion: row.codeVersion,
      encoder: `${row.encoder.name} ${row.encoder.version}`,
      descriptions: row.descriptionEncoder && `${row.descriptionEncoder.name} ${row.descriptionEncoder.version}`,
      snapshot: { sha256: row.snapshot.sha256, at: row.snapshot.createdAt.toISOString() },
      startedBy: row.run.startedBy?.name ?? null,
      forebears: forebearsOf(version, all),
      promotions: row.promotions.map(({ at, reason, by }) => ({ at: at.toISOString(), reason, by: by?.name ?? null })),
    },
  };
}

function forebearsOf({ parentNumber }: VersionCard, all: VersionCard[]): number[] {
  if (parentNumber === null) return [];
  const parent = all.find(({ number }) => number === parentNumber);
  return [parentNumber, ...(parent ? forebearsOf(parent, all) : [])];
}

/** The version that serves a head; null before the first one. */
export async function champion(head: Head): Promise<ChampionRef | null> {
  const row = await db().champion.findUnique({ where: { head }, include: { version: true } });
  if (!row) return null;
  const { id: versionId, number, sha256, encoderId, descriptionEncoderId } = row.version;
  return { versionId, head, number, sha256, encoderId, descriptionEncoderId };
}
