import type { ProductCard, RelatedProduct } from "@/lib/catalogue/schema";
import type { MirrorPartners } from "@/lib/recommend/schema";

/** Where a visit stands. photo: an object URL in this browser's memory, gone when the visit is. */
export type Stage =
  | { name: "start" }
  | { name: "camera" }
  | { name: "looking"; photo: string }
  | { name: "nearest"; photo: string; nearest: RelatedProduct[] }
  | {
      name: "partners";
      photo: string;
      nearest: RelatedProduct[];
      chosen: ProductCard;
      /** null while they are asked for. */
      partners: MirrorPartners | null;
    };

export const quietMs = 60_000;

/** One step back; null where there is none. */
export function before(stage: Stage): Stage | null {
  if (stage.name === "partners") return { name: "nearest", photo: stage.photo, nearest: stage.nearest };
  return stage.name === "start" ? null : { name: "start" };
}

export type CameraTrouble = "insecure" | "refused" | "none" | "busy";

export const troubleWords: Record<CameraTrouble, string> = {
  insecure:
    "A browser gives its camera only to a secure address. Open Toile by https, or on this machine as localhost; choosing a photo works here too.",
  refused: "The browser was told to keep the camera from this page. Allow it in the address bar, or choose a photo.",
  none: "No camera was found on this device. Choose a photo instead.",
  busy: "The camera can't be read just now; another program may be using it. Close that, or choose a photo.",
};

/** What went wrong by the name of the browser's own error. */
export function troubleOf(error: unknown): CameraTrouble {
  const { name } = error as DOMException;
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "none" : "busy";
}
