import { createHash } from "node:crypto";
import { encodeCategoryDataset, encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { descriptionsToLearnBy } from "../../catalogue/descriptions/make-live";
import { db } from "../../db";
import { type CatalogueArrays, catalogueArrays } from "../../models/catalogue-arrays";
import type { Head } from "../../models/schema";
import { asSystem } from "../../users/allow";
import { categoryDataset } from "./category";
import { trainingDataset } from "./compatibility";

export type FrozenSnapshot = {
  snapshotId: string;
  encoderId: string;
  descriptionEncoderId: string | null;
  bytes: Uint8Array;
};

/** Freezes what a training of this head would read now, under the live encoder unless another one is named, and
 *  descriptions as they are to be read now. Equal data are stored once. null before anything is embedded. */
export async function freezeSnapshot(head: Head, asEncoderId?: string): Promise<FrozenSnapshot | null> {
  const catalogue = await catalogueArrays(asEncoderId);
  if (!catalogue) return null;
  const { encoderId } = catalogue;
  const { bytes, counts, descriptionEncoderId } = await (head === "compatibility"
    ? compatibilityBytes(catalogue)
    : categoryDataset(catalogue).then(({ dataset, counts }) => ({
        ...{ bytes: encodeCategoryDataset(dataset), counts, descriptionEncoderId: null },
      })));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const twin = await db().datasetSnapshot.findFirst({
    where: { head, encoderId, descriptionEncoderId, sha256 },
    select: { id: true },
  });
  if (twin) return { snapshotId: twin.id, encoderId, descriptionEncoderId, bytes };
  const { id: snapshotId } = await db().datasetSnapshot.create({
    data: { head, encoderId, descriptionEncoderId, sha256, counts, bytes: new Uint8Array(bytes) },
    select: { id: true },
  });
  return { snapshotId, encoderId, descriptionEncoderId, bytes };
}

async function compatibilityBytes(catalogue: CatalogueArrays) {
  const descriptions = await descriptionsToLearnBy(asSystem("job", "training"));
  const { dataset, counts } = await trainingDataset(catalogue, descriptions?.id ?? null);
  const descriptionEncoderId = dataset.description ? (descriptions?.id ?? null) : null;
  return { bytes: encodeCompatibilityDataset(dataset), counts, descriptionEncoderId };
}

/** The bytes of a snapshot as frozen. Throws when they are damaged: a run must never train on something else. */
export async function readSnapshot(snapshotId: string): Promise<FrozenSnapshot> {
  const row = await db().datasetSnapshot.findUniqueOrThrow({ where: { id: snapshotId } });
  if (createHash("sha256").update(row.bytes).digest("hex") !== row.sha256) {
    throw new Error("The stored snapshot of this run's data is damaged (sha256 does not agree). Start a new run.");
  }
  const { encoderId, descriptionEncoderId, bytes } = row;
  return { snapshotId, encoderId, descriptionEncoderId, bytes };
}
