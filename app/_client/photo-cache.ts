import { type PhotoSize, photoSizes, photoUrl } from "@/lib/catalogue/schema";

export type Photo = { sha256: string; width: number; height: number };

/** Tasks at the front of the queue whose photos are decoded; the rest wait as files. */
export const decodedTasks = 5;
/** Pixels held decoded, four bytes each: some 160 MB, two dozen large photos. */
const mostPixels = 40_000_000;
/** Photos kept for work without a network: 200 pairs or 50 sets with what is worn beside them fit twice. */
const mostKept = 1_500;
export const photoCacheName = "toile-photos";
const atOnce = 4;

const decoded = new Map<string, { image: HTMLImageElement; pixels: number }>();
let pixelsHeld = 0;

/** Loads and decodes photos before they are wanted, so that the next task paints in one frame. The oldest make room. */
export function decodeAhead(photos: readonly Photo[]): void {
  for (const photo of photos) {
    const held = decoded.get(photo.sha256);
    if (held) {
      // Wanted again: it is among the newest now.
      decoded.delete(photo.sha256);
      decoded.set(photo.sha256, held);
    } else decode(photo);
  }
  for (const sha256 of decoded.keys()) {
    if (pixelsHeld <= mostPixels) break;
    forget(sha256);
  }
}

function decode(photo: Photo): void {
  const image = new Image();
  image.src = photoUrl(photo.sha256, "large");
  const pixels = pixelsOf(photo);
  decoded.set(photo.sha256, { image, pixels });
  pixelsHeld += pixels;
  // A photo that can't be decoded is told by the screen that shows it.
  image.decode?.().catch(() => forget(photo.sha256));
}

function forget(sha256: string): void {
  pixelsHeld -= decoded.get(sha256)?.pixels ?? 0;
  decoded.delete(sha256);
}

function pixelsOf({ width, height }: Photo): number {
  const scale = Math.min(1, photoSizes.large / Math.max(width, height));
  return width * height * scale * scale;
}

export type WantedPhoto = { sha256: string; size: PhotoSize };

/** Keeps photos on this device for a page without a network, a few at a time, and tells how far it is. Where the browser
 *  has no such store (plain http) they are only fetched, so that its own cache has them. False for one that failed. */
export async function keepPhotos(
  wanted: readonly WantedPhoto[],
  onProgress: (kept: number, of: number) => void = () => {},
): Promise<void> {
  const urls = [...new Set(wanted.map(({ sha256, size }) => photoUrl(sha256, size)))];
  const store = await openStore();
  const queue = [...urls];
  let kept = 0;
  const worker = async () => {
    for (let url = queue.shift(); url; url = queue.shift()) {
      if (await keep(url, store)) onProgress(++kept, urls.length);
    }
  };
  onProgress(0, urls.length);
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (store) await makeRoom(store);
}

const openStore = (): Promise<Cache | null> =>
  typeof caches === "undefined" ? Promise.resolve(null) : caches.open(photoCacheName).catch(() => null);

async function keep(url: string, store: Cache | null): Promise<boolean> {
  try {
    if (await store?.match(url)) return true;
    const response = await fetch(url, { priority: "low" });
    if (!response.ok) return false;
    if (store) await store.put(url, response);
    else await response.blob();
    return true;
  } catch {
    // The link broke or the disk is full: the screen says so when the photo is wanted.
    return false;
  }
}

/** Keys come in the order of their keeping. */
async function makeRoom(store: Cache): Promise<void> {
  const keys = await store.keys();
  for (const request of keys.slice(0, Math.max(0, keys.length - mostKept))) await store.delete(request);
}
