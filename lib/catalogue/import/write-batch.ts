import { db, inTx } from "../../db";
import { isHoldoutGroup } from "../holdout";
import type { Tally } from "./import-report";
import { inParallel } from "./in-parallel";
import { type ImageFolder, type PhotoRow, takePhoto } from "./read-photos";
import type { ProductDraft } from "./read-row";
import { type PlacedPhoto, upsertPhotos, upsertProducts } from "./sql";
import type { Taxonomy } from "./taxonomy";

export type BatchContext = {
  importId: string;
  taxonomy: Taxonomy;
  /** null: the mapping names no photos, so those that are there stay. */
  folder: ImageFolder | null;
  tally: Tally;
};

// sharp works in libuv's pool, which has four threads unless told otherwise.
const photosAtOnce = 6;

/** Writes one batch of products with their photos in one transaction. */
export async function writeBatch(
  { importId, taxonomy, folder, tally }: BatchContext,
  drafts: ProductDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  // The same order in every import: two of them never wait for each other's rows in a ring.
  const sorted = drafts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const places = await taxonomy.place(sorted);
  const rows = sorted.map((draft, i) => ({ ...draft, ...places[i]!, isHoldout: isHoldoutGroup(draft.groupId) }));
  const before = folder ? await photosOf(sorted.map((draft) => draft.id)) : new Map<string, PhotoRow[]>();
  const photos = folder ? await takePhotos(folder, sorted, before, tally) : [];
  const written = await inTx(
    async (tx) => {
      const products = await upsertProducts(tx, importId, rows);
      if (folder) await writePhotos(photos, before, tx);
      return products;
    },
    { timeoutMs: 120_000 },
  );
  const added = new Set(written.filter((row) => row.isNew).map((row) => row.id));
  const touched = new Set([...written.map((row) => row.id), ...(folder ? withOtherPhotos(photos, before) : [])]);
  tally.added += added.size;
  tally.changed += touched.size - added.size;
  tally.unchanged += sorted.length - touched.size;
}

type Before = Map<string, PhotoRow[]>;
type ProductPhotos = { productId: string; photos: PhotoRow[] };

async function photosOf(ids: string[]): Promise<Before> {
  const rows = await db().photo.findMany({
    where: { productId: { in: ids } },
    orderBy: [{ productId: "asc" }, { position: "asc" }],
  });
  const byProduct: Before = new Map();
  for (const { productId, fileName, sha256, width, height, brokenReason } of rows) {
    const list = byProduct.get(productId) ?? [];
    list.push({ fileName, sha256, width, height, brokenReason });
    byProduct.set(productId, list);
  }
  return byProduct;
}

async function takePhotos(
  folder: ImageFolder,
  drafts: ProductDraft[],
  before: Before,
  tally: Tally,
): Promise<ProductPhotos[]> {
  const wanted = drafts.flatMap((draft) => draft.photos.map((photo) => ({ draft, ...photo })));
  const taken = await inParallel(wanted, photosAtOnce, async ({ draft, fileName, column }) => {
    const known = before.get(draft.id)?.find((photo) => photo.fileName === fileName);
    const photo = await takePhoto(folder, fileName, known);
    if (photo.brokenReason === null) return photo;
    const isKept = known?.sha256 != null && known.brokenReason === null;
    const reason = `${fileName}: ${photo.brokenReason}${isKept ? " The photo that was stored before is kept." : ""}`;
    tally.refuse({ kind: "photo", line: draft.line, column, reason });
    return isKept ? known : photo;
  });
  let next = 0;
  return drafts.map((draft) => ({ productId: draft.id, photos: draft.photos.map(() => taken[next++]!) }));
}

const isSame = (a: PhotoRow | undefined, b: PhotoRow) =>
  a?.fileName === b.fileName && a.sha256 === b.sha256 && a.brokenReason === b.brokenReason && a.width === b.width;

const withOtherPhotos = (all: ProductPhotos[], before: Before): string[] =>
  all
    .filter(({ productId, photos }) => {
      const old = before.get(productId) ?? [];
      return old.length !== photos.length || photos.some((photo, place) => !isSame(old[place], photo));
    })
    .map(({ productId }) => productId);

async function writePhotos(
  all: ProductPhotos[],
  before: Before,
  tx: Parameters<typeof upsertPhotos>[0],
): Promise<void> {
  const placed: PlacedPhoto[] = all.flatMap(({ productId, photos }) =>
    photos
      .map((photo, position) => ({ ...photo, productId, position }))
      .filter((photo) => !isSame(before.get(productId)?.[photo.position], photo)),
  );
  if (placed.length > 0) await upsertPhotos(tx, placed);
  for (const { productId, photos } of all) {
    if ((before.get(productId)?.length ?? 0) <= photos.length) continue;
    await tx.photo.deleteMany({ where: { productId, position: { gte: photos.length } } });
  }
}
