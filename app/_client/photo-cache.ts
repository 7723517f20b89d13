import { photoUrl } from "@/lib/catalogue/schema";

const decoded = new Map<string, HTMLImageElement>();
const most = 60;

/** Loads and decodes photos before they are wanted, so that the next pair paints in one frame. */
export function decodeAhead(sha256s: string[]): void {
  for (const sha256 of sha256s) {
    if (decoded.has(sha256)) continue;
    const image = new Image();
    image.src = photoUrl(sha256, "large");
    decoded.set(sha256, image);
    // A photo that can't be decoded is told by the screen that shows it.
    image.decode?.().catch(() => decoded.delete(sha256));
    const oldest = decoded.keys().next().value;
    if (decoded.size > most && oldest) decoded.delete(oldest);
  }
}
