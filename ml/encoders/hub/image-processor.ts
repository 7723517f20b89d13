import { z } from "zod";
import { EncoderUnusable } from "../encoder";
import type { Preprocessing } from "../preprocessing";

const Side = z.int().min(1).max(2048);
const Size = z.union([
  Side,
  z.tuple([Side, Side]),
  z.object({ height: Side, width: Side }),
  z.object({ shortest_edge: Side }),
]);
const Three = z.tuple([z.number(), z.number(), z.number()]);

/** preprocessor_config.json, as far as a still picture needs it. Keys that are absent take the processors' defaults. */
const ImageProcessor = z.object({
  image_processor_type: z.string().optional(),
  feature_extractor_type: z.string().optional(),
  do_resize: z.boolean().default(true),
  size: Size.default({ shortest_edge: 224 }),
  do_center_crop: z.boolean().optional(),
  crop_size: z.union([Side, z.object({ height: Side, width: Side })]).optional(),
  crop_pct: z.number().positive().max(1).optional(),
  resample: z.int().default(2),
  do_rescale: z.boolean().default(true),
  rescale_factor: z
    .number()
    .positive()
    .default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: Three.default([0.5, 0.5, 0.5]),
  image_std: Three.default([0.5, 0.5, 0.5]),
});
type ImageProcessor = z.infer<typeof ImageProcessor>;
type Frame = Pick<Preprocessing, "size" | "resize" | "resizeShorter">;

/** Pillow's numbers for its filters. */
const KERNELS = { 1: "lanczos3", 2: "linear", 3: "cubic" } as const;

/** A ConvNext processor, which ResNet uses, crops without a crop from this side on. */
const NO_CROP_FROM = 384;

/** What a hub's preprocessor_config.json says, in the terms of an ONNX encoder's own. Throws EncoderUnusable on what
 *  cannot be done exactly as the model wants it. */
export function preprocessingOf(id: string, config: unknown): Omit<Preprocessing, "input" | "output"> {
  const parsed = ImageProcessor.safeParse(config);
  if (!parsed.success) throw new EncoderUnusable(`preprocessor_config.json of ${id}: ${z.prettifyError(parsed.error)}`);
  const p = parsed.data;
  const kernel = KERNELS[p.resample as keyof typeof KERNELS];
  if (!kernel)
    throw new EncoderUnusable(
      `${id} resizes with Pillow's filter ${p.resample}; bilinear, bicubic and Lanczos are supported.`,
    );
  // (x · factor − mean) / std, written for x / 255.
  const unit = 255 * (p.do_rescale ? p.rescale_factor : 1);
  const [mean, std] = p.do_normalize ? [p.image_mean, p.image_std] : [zeros, ones];
  return {
    ...frameOf(id, p),
    kernel,
    layout: "NCHW",
    channels: "RGB",
    mean: scaled(mean, unit),
    std: scaled(std, unit),
    views: ["whole"],
    background: [255, 255, 255],
  };
}

const zeros: [number, number, number] = [0, 0, 0];
const ones: [number, number, number] = [1, 1, 1];
const scaled = ([r, g, b]: [number, number, number], unit: number): [number, number, number] => [
  r / unit,
  g / unit,
  b / unit,
];

function frameOf(id: string, p: ImageProcessor): Frame {
  if (!p.do_resize) throw new EncoderUnusable(`${id} does not resize its pictures, so a batch of them can't be made.`);
  const type = p.image_processor_type ?? p.feature_extractor_type ?? "";
  const wanted = boxOf(p.size);
  if (/^ConvNext/.test(type)) return convNextFrame(wanted, p.crop_pct ?? 224 / 256);
  if (!p.do_center_crop) {
    // A number alone is a square for a ViT; only the pair or a shorter side says more.
    return "shorter" in wanted && typeof p.size === "object"
      ? { size: [wanted.shorter, wanted.shorter], resize: "cover" }
      : { size: sidesOf(wanted), resize: "fill" };
  }
  const size = sidesOf(boxOf(p.crop_size ?? p.size));
  if ("shorter" in wanted) return { size, resize: "cover", resizeShorter: wanted.shorter };
  if (wanted.width !== size[0] || wanted.height !== size[1])
    throw new EncoderUnusable(`${id} stretches its pictures and crops them after; that is not supported.`);
  return { size, resize: "fill" };
}

/** The shorter side becomes side / crop_pct and the middle is cut out; large sides are stretched whole. */
function convNextFrame(wanted: Box, cropPct: number): Frame {
  const [side] = sidesOf(wanted);
  if (side >= NO_CROP_FROM) return { size: [side, side], resize: "fill" };
  return { size: [side, side], resize: "cover", resizeShorter: Math.trunc(side / cropPct + 1e-9) };
}

type Box = { shorter: number } | { width: number; height: number };
type Sides = z.infer<typeof Size>;

function boxOf(size: Sides): Box {
  if (typeof size === "number") return { shorter: size };
  if (Array.isArray(size)) return { height: size[0], width: size[1] };
  return "shortest_edge" in size ? { shorter: size.shortest_edge } : size;
}

const sidesOf = (box: Box): [number, number] =>
  "shorter" in box ? [box.shorter, box.shorter] : [box.width, box.height];
