import type { Tx } from "../../db";
import type { OutfitKind } from "../schema";
import type { Tally } from "./import-report";

export type OutfitDraft = { externalId: string; productIds: Set<string> };

/** Writes one batch of a source's outfits; those that are the same already are not touched. */
export async function writeOutfits(
  tx: Tx,
  { source, kind }: { source: string; kind: OutfitKind },
  drafts: OutfitDraft[],
  tally: Tally,
): Promise<void> {
  const names = drafts.map((draft) => draft.externalId);
  const { count: added } = await tx.outfit.createMany({
    data: names.map((externalId) => ({ source, kind, externalId })),
    skipDuplicates: true,
  });
  await tx.outfit.updateMany({ where: { source, externalId: { in: names }, kind: { not: kind } }, data: { kind } });
  const rows = await tx.outfit.findMany({
    where: { source, externalId: { in: names } },
    select: { id: true, externalId: true, items: { orderBy: { position: "asc" }, select: { productId: true } } },
  });
  const stored = new Map(rows.map((row) => [row.externalId, row]));
  const other = drafts.flatMap((draft) => {
    const row = stored.get(draft.externalId)!;
    const isSame = row.items.map((item) => item.productId).join("\n") === [...draft.productIds].join("\n");
    return isSame ? [] : [{ outfitId: row.id, productIds: [...draft.productIds], isNew: row.items.length === 0 }];
  });
  await replaceItems(tx, other);
  tally.added += added;
  tally.changed += other.length - added;
  tally.unchanged += drafts.length - other.length;
}

type Outfit = { outfitId: string; productIds: string[]; isNew: boolean };

async function replaceItems(tx: Tx, outfits: Outfit[]): Promise<void> {
  const old = outfits.filter((outfit) => !outfit.isNew).map((outfit) => outfit.outfitId);
  if (old.length > 0) await tx.outfitItem.deleteMany({ where: { outfitId: { in: old } } });
  const data = outfits.flatMap(({ outfitId, productIds }) =>
    productIds.map((productId, position) => ({ outfitId, productId, position })),
  );
  if (data.length > 0) await tx.outfitItem.createMany({ data });
}
