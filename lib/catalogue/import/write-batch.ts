import { db, inTx, type Tx } from "../../db";
import { isHoldoutGroup } from "../holdout";
import type { Tally } from "./import-report";
import { inParallel } from "./in-parallel";
import { type PhotoRow, type PhotoSource, takePhoto } from "./read-photos";
import type { ProductDraft } from "./read-row";
import { type SourceChange, sourceChanges } from "./rules";
import {
  lockCorrected,
  noteSourceChanges,
  type PlacedPhoto,
  type ProductRow,
  upsertPhotos,
  upsertProducts,
} from "./sql";
import type { Taxonomy } from "./taxonomy";

export type BatchContext = {
  importId: string;
  taxonomy: Taxonomy;
  /** null: the mapping names no photos, so those that are there stay. */
  photos: PhotoSource | null;
  tally: Tally;
};
/** isReplayed: the batch was written and counted before the import was stopped; its photos are looked at again, so that
 *  the report names those that are broken. note: what else is written with it. */
type Batch = { drafts: ProductDraft[]; isReplayed: boolean; note?: (tx: Tx) => Promise<void> };

// sharp works in libuv's pool, which has four threads unless told otherwise.
const photosAtOnce = 6;

/** Writes one batch of products with their photos in one transaction. */
export async function writeBatch(context: BatchContext, { drafts, isReplayed, note }: Batch): Promise<void> {
  const { importId, taxonomy, photos: source, tally } = context;
  if (drafts.length === 0) return;
  // The same order in every import: two of them never wait for each other's rows in a ring.
  const sorted = drafts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const places = await taxonomy.place(sorted);
  if (isReplayed && !source) return;
  const rows = sorted.map((draft, i) => ({ ...draft, ...places[i]!, isHoldout: isHoldoutGroup(draft.groupId) }));
  const before = source ? await photosOf(sorted.map((draft) => draft.id)) : new Map<string, PhotoRow[]>();
  const photos = source ? await takePhotos(source, sorted, before, tally) : [];
  await inTx(
    async (tx) => {
      const changes = await compareCorrections(tx, rows);
      const written = await upsertProducts(tx, importId, rows);
      await noteSourceChanges(tx, importId, changes);
      if (source) await writePhotos(photos, before, tx);
      if (isReplayed) return;
      count(tally, rows.length, { written, changes, repainted: withOtherPhotos(photos, before) });
      await note?.(tx);
    },
    { timeoutMs: 120_000 },
  );
}

type Done = { written: { id: string; isNew: boolean }[]; changes: SourceChange[]; repainted: string[] };

function count(tally: Tally, rows: number, { written, changes, repainted }: Done): void {
  const added = written.filter(({ isNew }) => isNew).length;
  const touched = new Set([...written.map(({ id }) => id), ...repainted]).size;
  const delivered = changes.filter(({ outcome }) => outcome === "delivered").length;
  tally.added += added;
  tally.changed += touched - added;
  tally.unchanged += rows - touched;
  tally.delivered += delivered;
  tally.contested += changes.length - delivered;
}

type Before = Map<string, PhotoRow[]>;
type ProductPhotos = { productId: string; photos: PhotoRow[] };

async function compareCorrections(tx: Tx, rows: ProductRow[]): Promise<SourceChange[]> {
  const corrected = await lockCorrected(
    tx,
    rows.map(({ id }) => id),
  );
  const rowOf = corrected.length > 0 ? new Map(rows.map((row) => [row.id, row])) : new Map<string, ProductRow>();
  return corrected.flatMap((one) => sourceChanges(one, rowOf.get(one.id)!));
}

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
  source: PhotoSource,
  drafts: ProductDraft[],
  before: Before,
  tally: Tally,
): Promise<ProductPhotos[]> {
  const wanted = drafts.flatMap((draft) => draft.photos.map((photo) => ({ draft, ...photo })));
  const taken = await inParallel(wanted, photosAtOnce, async ({ draft, fileName, column }) => {
    const known = before.get(draft.id)?.find((photo) => photo.fileName === fileName);
    const photo = await takePhoto(source, fileName, known);
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
