import type { Tx } from "../db";
import { send } from "../jobs/boss";
import { sha256Of } from "./load-champion";
import { type Promoter, promoteInTx } from "./promote";
import type { Head, VersionMetrics } from "./schema";

export type NewVersion = {
  head: Head;
  runId: string;
  snapshotId: string;
  encoderId: string;
  /** What it read descriptions by; null: hashed words, or none. */
  descriptionEncoderId?: string | null;
  seed: number;
  backend: string;
  codeVersion: string;
  metrics: VersionMetrics;
  weights: Uint8Array;
};

/** Stores a trained network as the head's next version, in the caller's transaction; nothing of it changes later.
 *  The parent is the champion of the moment. A head's first version is promoted by itself, a later one when `promote`;
 *  a job measures it and compares it with what serves. */
export async function storeVersion(
  tx: Tx,
  by: Promoter,
  { weights, ...version }: NewVersion,
  options: { promote: boolean },
): Promise<{ versionId: string; number: number; isChampion: boolean }> {
  const { head } = version;
  // Numbers count up without a gap: one run of a head stores at a time.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`version of ${head}`}))`;
  const last = await tx.modelVersion.aggregate({ where: { head }, _max: { number: true } });
  const champion = await tx.champion.findUnique({ where: { head } });
  const number = (last._max.number ?? 0) + 1;
  const { id: versionId } = await tx.modelVersion.create({
    data: { ...version, number, parentId: champion?.versionId ?? null, sha256: sha256Of(weights) },
    select: { id: true },
  });
  await tx.modelWeights.create({ data: { versionId, bytes: new Uint8Array(weights) }, select: { versionId: true } });
  const isWanted = options.promote || champion === null;
  // An encoder that changed during the run keeps the version a challenger that cannot serve; promote says why.
  const isChampion = isWanted && (await promoteInTx(tx, by, versionId, reasonOf(champion))).ok;
  await send(tx, "evaluate", { versionId });
  return { versionId, number, isChampion };
}

const reasonOf = (champion: unknown): string =>
  champion ? "Asked to serve as soon as it was trained, before the gate had looked at it." : "First version.";
