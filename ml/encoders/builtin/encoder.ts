import { setImmediate as nextTurn } from "node:timers/promises";
import { matrixOf, rowOf } from "../../runtime/matrix";
import type { DecodedImage, ImageEncoder } from "../encoder";
import { describeLayout, describePalette, layoutLength, paletteLength } from "./colour";
import { findForeground } from "./foreground";
import { describeGradients, describeTexture, gradientLength, textureLength } from "./gradients";
import { toLab } from "./lab";
import { describeSilhouette, silhouetteLength } from "./shape";

/** What each part of the descriptor counts in a cosine. Chosen on the CC0 photos of alexeygrigorev/clothing-dataset:
 *  ten nearest neighbours from other senders, category and colour both looked at. */
export const partWeights = { layout: 0.4, palette: 0.45, gradients: 1, texture: 0.3, silhouette: 0.8 } as const;

const dimension = layoutLength + paletteLength + gradientLength + textureLength + silhouetteLength;

/** The classical descriptor, version 0 of the built-in encoder: colour layout, palette, gradient orientations, texture
 *  and silhouette of what stands out from the ground. Deterministic, without weights → d = 256. */
export function openBuiltinEncoder(): ImageEncoder {
  return {
    name: "builtin",
    // Raised by hand when a number that comes out changes; tests/unit/ml/encoders holds reference vectors.
    version: "classical-0",
    dimension,
    geometry: { width: 112, height: 128, fit: "inside", kernel: "linear", background: { r: 255, g: 255, b: 255 } },
    views: ["whole"],
    batchSize: 16,
    async encode(images) {
      const out = matrixOf(images.length, dimension);
      for (const [n, image] of images.entries()) {
        rowOf(out, n).set(describeImage(image));
        // A worker's heartbeat and a web request get their turn between photos.
        await nextTurn();
      }
      return out;
    },
    close: async () => {},
  };
}

/** One photo [h, w, 3] → [256]. Throws RangeError when the bytes do not make width × height pixels. */
export function describeImage(image: DecodedImage): Float32Array {
  if (image.width < 1 || image.height < 1 || image.data.length !== image.width * image.height * 3) {
    throw new RangeError(`${image.data.length} bytes are no image of ${image.width} × ${image.height} × 3`);
  }
  const lab = toLab(image);
  const ground = findForeground(lab);
  const out = new Float32Array(dimension);
  let at = 0;
  const put = (part: Float32Array, weight: number) => {
    let sum = 1e-9;
    for (const value of part) sum += value * value;
    const scale = weight / Math.sqrt(sum);
    for (const value of part) out[at++] = value * scale;
  };
  put(describeLayout(lab, ground), partWeights.layout);
  put(describePalette(lab, ground), partWeights.palette);
  put(describeGradients(lab, ground), partWeights.gradients);
  put(describeTexture(lab, ground), partWeights.texture);
  put(describeSilhouette(ground, image.width), partWeights.silhouette);
  return out;
}
