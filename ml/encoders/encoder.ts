import type { Matrix } from "../runtime/matrix";

/** A photo as numbers: 8-bit sRGB, row by row, three bytes a pixel → data [height, width, 3]. */
export type DecodedImage = { width: number; height: number; data: Uint8Array };

/** What of a photo is looked at: all of it, or the box around what stands out from its ground. */
export const VIEWS = ["whole", "garment"] as const;
export type View = (typeof VIEWS)[number];

/** How a photo is brought to the size that an encoder was made for.
 *  fill: stretched to width × height. cover: the shorter side fitted, the rest cropped at the centre.
 *  contain: the longer side fitted, the rest filled with `background`. inside: as contain, but nothing is filled. */
export type ImageGeometry = {
  width: number;
  height: number;
  fit: "fill" | "cover" | "contain" | "inside";
  /** Shorter side after the resize and before a centre crop, in px; absent: the crop's own size. Only with cover. */
  resizeShorter?: number;
  /** Photos smaller than the size stay as they are. Only with inside. */
  neverEnlarge?: boolean;
  kernel: "linear" | "cubic" | "lanczos3";
  background: { r: number; g: number; b: number };
};

/** Turns photos into vectors. The same name and version give the same vector for the same pixels. */
export interface ImageEncoder {
  readonly name: string;
  /** Hash of weights and preprocessing: a change of either is another encoder. */
  readonly version: string;
  /** Numbers in each vector (d). */
  readonly dimension: number;
  readonly geometry: ImageGeometry;
  /** Images that each photo is decoded to, in this order. */
  readonly views: readonly View[];
  /** Photos to give to one call of encode() for the best throughput. */
  readonly batchSize: number;
  /** n photos as n · views images of the declared geometry, those of one photo one after another → [n, d]. With several
   *  views each one's part has unit length, with one nothing is normalised. Throws RangeError on an image of another size. */
  encode(images: readonly DecodedImage[]): Promise<Matrix>;
  close(): Promise<void>;
}

/** An encoder that cannot be used, with a sentence for the person who chose it. */
export class EncoderUnusable extends Error {
  override readonly name = "EncoderUnusable";
}
