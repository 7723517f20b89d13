import { z } from "zod";
import { EncoderUnusable } from "../encoder";

/** Ways to make one vector of a text's tokens, as sentence-transformers name them; several stand side by side. */
const FLAGS = {
  cls: "pooling_mode_cls_token",
  max: "pooling_mode_max_tokens",
  mean: "pooling_mode_mean_tokens",
  mean_sqrt_len_tokens: "pooling_mode_mean_sqrt_len_tokens",
  weightedmean: "pooling_mode_weightedmean_tokens",
  lasttoken: "pooling_mode_lasttoken",
} as const;
export type PoolingMode = keyof typeof FLAGS;
const MODES = Object.keys(FLAGS) as PoolingMode[];

const Config = z.looseObject({ pooling_mode: z.union([z.string(), z.array(z.string())]).optional() });

/** The modes that a pooling's config.json asks for, in the order in which they stand side by side: flags, as older files
 *  have them, or names. Throws EncoderUnusable where it asks for none that is known. */
export function poolingModes(id: string, config: unknown): PoolingMode[] {
  const parsed = Config.safeParse(config);
  if (!parsed.success) throw new EncoderUnusable(`The pooling's config.json of ${id} can't be read.`);
  const { pooling_mode: named, ...flags } = parsed.data;
  const wanted = named === undefined ? [] : [named].flat();
  const unknown = wanted.find((name) => !MODES.includes(name as PoolingMode));
  if (unknown) throw new EncoderUnusable(`${id} pools its tokens by "${unknown}"; ${MODES.join(", ")} are supported.`);
  const modes = MODES.filter((mode) => wanted.includes(mode) || flags[FLAGS[mode]] === true);
  if (modes.length === 0) throw new EncoderUnusable(`The pooling of ${id} names no way to pool its tokens.`);
  return modes;
}

/** One vector [modes · w] of a text's tokens [t, w]. mask [t]: 1 where a token counts; at least one does. */
export function pool(
  tokens: Float32Array,
  mask: readonly number[],
  width: number,
  modes: readonly PoolingMode[],
): Float32Array {
  const out = new Float32Array(modes.length * width);
  modes.forEach((mode, m) => {
    out.set(pooled(tokens, mask, width, mode), m * width);
  });
  return out;
}

function pooled(tokens: Float32Array, mask: readonly number[], width: number, mode: PoolingMode): Float32Array {
  const counted = [...mask.keys()].filter((t) => mask[t] === 1);
  const rowOf = (t: number) => tokens.subarray(t * width, (t + 1) * width);
  if (mode === "cls") return rowOf(counted[0]);
  if (mode === "lasttoken") return rowOf(counted[counted.length - 1]);
  const out = new Float32Array(width).fill(mode === "max" ? Number.NEGATIVE_INFINITY : 0);
  let total = 0;
  for (const t of counted) {
    const row = rowOf(t);
    // Later tokens of a model that reads from left to right have seen more (Muennighoff 2022).
    const weight = mode === "weightedmean" ? t + 1 : 1;
    total += weight;
    for (let j = 0; j < width; j++) out[j] = mode === "max" ? Math.max(out[j], row[j]) : out[j] + weight * row[j];
  }
  if (mode === "max") return out;
  const divisor = mode === "mean_sqrt_len_tokens" ? Math.sqrt(total) : total;
  return out.map((sum) => sum / divisor);
}
