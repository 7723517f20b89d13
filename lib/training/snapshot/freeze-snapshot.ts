import { createHash } from "node:crypto";
import { encodeCategoryDataset, encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { db } from "../../db";
import { catalogueArrays } from "../../models/catalogue-arrays";
import type { Head } from "../../models/schema";
import { categoryDataset } from "./category";
import { trainingDataset } from "./compatibility";

export type FrozenSnapshot = { snapshotId: string; encoderId: string; bytes: Uint8Array };

/** Freezes what a training of this head would read now, under the live encoder unless another one is named. Equal data are
 *  stored once. null before anything is embedded. */
export async function freezeSnapshot(head: Head, asEncoderId?: string): Promise<FrozenSnapshot | null> {
  const catalogue = await catalogueArrays(asEncoderId);
  if (!catalogue) return null;
  const { encoderId } = catalogue;
  const { bytes, counts } = await (head === "compatibility"
    ? trainingDataset(catalogue).then(({ dataset, counts }) => ({
        bytes: encodeCompatibilityDataset(dataset),
        counts,
      }))
    : categoryDataset(catalogue).then(({ dataset, counts }) => ({ bytes: encodeCategoryDataset(dataset), counts })));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const twin = await db().datasetSnapshot.findFirst({ where: { head, encoderId, sha256 }, select: { id: true } });
  if (twin) return { snapshotId: twin.id, encoderId, bytes };
  const { id: snapshotId } = await db().datasetSnapshot.create({
    data: { head, encoderId, sha256, counts, bytes: new Uint8Array(bytes) },
    select: { id: true },
  });
  return { snapshotId, encoderId, bytes };
}

/** The bytes of a snapshot as frozen. Throws when they are damaged: a run must never train on something else. */
export async function readSnapshot(snapshotId: string): Promise<FrozenSnapshot> {
  const row = await db().datasetSnapshot.findUniqueOrThrow({ where: { id: snapshotId } });
  if (createHash("sha256").update(row.bytes).digest("hex") !== row.sha256) {
    throw new Error("The stored snapshot of this run's data is damaged (sha256 does not agree). Start a new run.");
  }
  return { snapshotId, encoderId: row.encoderId, bytes: row.bytes };
}
