import { inTx, type Tx } from "../../db";
import type { Tally } from "./import-report";

export type OutfitDraft = { externalId: string; productIds: Set<string> };

/** Writes one batch of a source's outfits in one transaction; those that are the same already are not touched. */
export async function writeOutfits(source: string, drafts: OutfitDraft[], tally: Tally): Promise<void> {
  const names = drafts.map((draft) => draft.externalId);
  const counts = await inTx(
    async (tx) => {
      const { count: added } = await tx.outfit.createMany({
        data: names.map((externalId) => ({ source, externalId })),
        skipDuplicates: true,
      });
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
      return { added, touched: other.length };
    },
    { timeoutMs: 120_000 },
  );
  tally.added += counts.added;
  tally.changed += counts.touched - counts.added;
  tally.unchanged += drafts.length - counts.touched;
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
