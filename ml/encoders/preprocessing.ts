import { z } from "zod";
import { type DecodedImage, type ImageGeometry, VIEWS } from "./encoder";

/** What an ONNX graph expects: the JSON file beside it (PATH.json). Absent keys take the values of a MobileNetV2 graph.
 *  A channel's number is (x / 255 − mean) / std, with x in 0..255. */
export const Preprocessing = z.strictObject({
  input: z.string().min(1).default("image"),
  output: z.string().min(1).default("embedding"),
  /** Width and height in px. */
  size: z.tuple([z.int().min(1).max(2048), z.int().min(1).max(2048)]).default([224, 224]),
  resize: z.enum(["fill", "cover", "contain"]).default("cover"),
  /** Shorter side before the centre crop; only with cover. */
  resizeShorter: z.int().min(1).max(4096).optional(),
  kernel: z.enum(["linear", "cubic", "lanczos3"]).default("linear"),
  layout: z.enum(["NCHW", "NHWC"]).default("NCHW"),
  channels: z.enum(["RGB", "BGR"]).default("RGB"),
  mean: z.tuple([z.number(), z.number(), z.number()]).default([0.5, 0.5, 0.5]),
  std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).default([0.5, 0.5, 0.5]),
  /** The garment alone shows its cut and cloth larger; the whole photo keeps its proportions. */
  views: z.array(z.enum(VIEWS)).min(1).max(2).default(["whole", "garment"]),
  background: z.tuple([z.int(), z.int(), z.int()]).default([255, 255, 255]),
});
export type Preprocessing = z.infer<typeof Preprocessing>;

/** The resize that the graph was trained with, in the terms of decodeImage(). */
export function geometryOf(p: Preprocessing): ImageGeometry {
  const [r, g, b] = p.background;
  return {
    width: p.size[0],
    height: p.size[1],
    fit: p.resize,
    resizeShorter: p.resizeShorter,
    kernel: p.kernel,
    background: { r, g, b },
  };
}

/** Writes images from … to − 1, all by default, as a graph wants them, into the beginning of `into` where that is given. */
type Packer = (
  images: readonly DecodedImage[],
  part?: { from?: number; to?: number; into?: Float32Array },
) => Float32Array;

/** Prepares a function that writes images as the graph wants them: n images [h, w, 3] of 0..255 → float32
 *  [n, 3, h, w] (NCHW) or [n, h, w, 3] (NHWC). It throws RangeError on an image of another size. */
export function packerOf(p: Preprocessing): Packer {
  const [width, height] = p.size;
  const tables = p.mean.map((mean, channel) => tableOf(mean, p.std[channel]!));
  const order = p.channels === "RGB" ? [0, 1, 2] : [2, 1, 0];
  const plane = width * height;
  return (images, { from = 0, to = images.length, into } = {}) => {
    const numbers = (to - from) * 3 * plane;
    const out = into ? into.subarray(0, numbers) : new Float32Array(numbers);
    for (let n = from; n < to; n++) {
      const image = images[n]!;
      if (image.width !== width || image.height !== height) {
        throw new RangeError(
          `image ${n} is ${image.width} × ${image.height}, the encoder expects ${width} × ${height}`,
        );
      }
      for (let channel = 0; channel < 3; channel++) {
        const table = tables[channel]!;
        const start = (n - from) * 3 * plane + (p.layout === "NCHW" ? channel * plane : channel);
        const step = p.layout === "NCHW" ? 1 : 3;
        for (let i = order[channel]!, o = start, left = plane; left > 0; left--, i += 3, o += step) {
          out[o] = table[image.data[i]!]!;
        }
      }
    }
    return out;
  };
}

// 256 possible bytes: looking a number up is three times as fast as computing it for each pixel.
function tableOf(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - mean) / std);
}
