import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { db } from "../db";
import { env } from "../env";
import { type ChampionRef, champion } from "./data";
import type { Head } from "./schema";

/** file: the artifact on this machine, for a child process. bytes: the same, checked against the version's sha256. */
export type LoadedModel = ChampionRef & { file: string; bytes: Uint8Array };

// One model a head stays in memory: what serves now.
const held = new Map<Head, LoadedModel>();

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The champion's weights, from memory, from TOILE_HOME/cache/models or from the database, in that order; a local copy
 *  whose hash is wrong is replaced. null before the first version. Throws when the database's own bytes are damaged. */
export async function loadChampion(head: Head): Promise<LoadedModel | null> {
  const ref = await champion(head);
  if (!ref) return null;
  const known = held.get(head);
  if (known?.versionId === ref.versionId) {
    if (await isIntact(known.file, known.sha256)) return known;
  }
  const file = join(env().TOILE_HOME, "cache", "models", ref.sha256);
  const bytes = (await readIntact(file, ref.sha256)) ?? (await fetchInto(file, ref));
  const loaded = { ...ref, file, bytes };
  held.set(head, loaded);
  return loaded;
}

const isIntact = async (file: string, sha256: string) => (await readIntact(file, sha256)) !== null;

async function readIntact(file: string, sha256: string): Promise<Uint8Array | null> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return bytes && sha256Of(bytes) === sha256 ? bytes : null;
}

/** A version's weights from the database; null when they are damaged: their sha256 does not agree. */
export async function storedWeights({
  versionId,
  sha256,
}: Pick<ChampionRef, "versionId" | "sha256">): Promise<Uint8Array | null> {
  const { bytes } = await db().modelWeights.findUniqueOrThrow({ where: { versionId } });
  return sha256Of(bytes) === sha256 ? bytes : null;
}

async function fetchInto(file: string, ref: ChampionRef): Promise<Uint8Array> {
  const bytes = await storedWeights(ref);
  if (!bytes) {
    throw new Error(
      `The stored weights of ${ref.head} v${ref.number} are damaged (sha256 does not agree). Promote another version, or wait a minute: the one that served before it comes back by itself.`,
    );
  }
  await mkdir(join(file, ".."), { recursive: true });
  const part = `${file}.${randomUUID()}`;
  try {
    await writeFile(part, bytes);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return bytes;
}
