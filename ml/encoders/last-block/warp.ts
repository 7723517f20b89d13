import { drawNormal, type Rng } from "@/ml/runtime/seed";
import type { DecodedImage } from "../encoder";

/** How far a view may lie from its photo: turned by degrees, a share of the side moved, a share cut off, mirrored by
 *  half, light and noise as shares of the full range. */
const RANGE = { turn: 8, move: 0.06, cut: 0.22, light: 0.12, noise: 0.02 };

/** Another view of a photo at the same size: mirrored by chance, turned, moved, nearer, lighter or darker, with noise. What
 *  lies outside repeats the edge. Same numbers from rng, same view. */
export function drawView({ width, height, data }: DecodedImage, rng: Rng): DecodedImage {
  const spread = (range: number) => (2 * rng() - 1) * range;
  const angle = (spread(RANGE.turn) * Math.PI) / 180;
  const scale = 1 - rng() * RANGE.cut;
  const [dx, dy] = [spread(RANGE.move) * width, spread(RANGE.move) * height];
  const mirrored = rng() < 0.5 ? -1 : 1;
  const [light, noise] = [1 + spread(RANGE.light), 255 * rng() * RANGE.noise];
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const out = new Uint8Array(width * height * 3);
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [ox, oy] = [mirrored * (x - cx), y - cy];
      const fx = clamp(cx + dx + cos * ox - sin * oy, width - 1);
      const fy = clamp(cy + dy + sin * ox + cos * oy, height - 1);
      const [x0, y0] = [Math.min(width - 2, Math.floor(fx)), Math.min(height - 2, Math.floor(fy))];
      const [wx, wy] = [fx - x0, fy - y0];
      const at = (y0 * width + x0) * 3;
      const grain = noise > 0 ? noise * drawNormal(rng) : 0;
      for (let c = 0; c < 3; c++, o++) {
        const top = data[at + c]! * (1 - wx) + data[at + 3 + c]! * wx;
        const below = data[at + 3 * width + c]! * (1 - wx) + data[at + 3 * width + 3 + c]! * wx;
        out[o] = clamp(Math.round((top * (1 - wy) + below * wy) * light + grain), 255);
      }
    }
  }
  return { width, height, data: out };
}
