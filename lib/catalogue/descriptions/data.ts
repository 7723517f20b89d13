import type { DescriptionEncoder } from "@/prisma/generated/client";
import { db, type Tx } from "../../db";
import { countTexts } from "./sql";

/** What trainings read descriptions by; null before the first one. */
export async function liveDescriptions(tx: Tx = db()): Promise<DescriptionEncoder | null> {
  const live = await tx.liveDescriptionEncoder.findUnique({ where: { id: 1 }, include: { encoder: true } });
  return live?.encoder ?? null;
}

/** Distinct descriptions in the catalogue, and how many of them this encoder has embedded. */
export const embeddedTexts = (encoderId: string): Promise<{ texts: number; embedded: number }> => countTexts(encoderId);

/** Distinct descriptions in the catalogue. */
export const textsInUse = async (): Promise<number> => (await countTexts(null)).texts;

/** What reads descriptions now: for trainings, and for the version of compatibility that serves. */
export async function descriptionsInUse(): Promise<DescriptionEncoder[]> {
  return db().descriptionEncoder.findMany({
    where: {
      OR: [{ live: { isNot: null } }, { versions: { some: { champion: { head: "compatibility" } } } }],
    },
  });
}
