import type { Foreground } from "./foreground";
import type { LabImage } from "./lab";

const columns = 3;
const rows = 4;
const orientations = 8;
/** Orientation histograms of 3 × 4 cells and of the whole garment. */
export const gradientLength = columns * rows * orientations + orientations;

/** Seams, edges and prints: lightness gradients by orientation (0..180°, eight bins, soft) in 3 × 4 cells of the
 *  garment's box, then of the garment's inside alone; square roots of shares → [104]. After Dalal and Triggs 2005. */
export function describeGradients(image: LabImage, ground: Foreground): Float32Array {
  const out = new Float32Array(gradientLength);
  const whole = columns * rows * orientations;
  const wide = ground.right - ground.left;
  const high = ground.bottom - ground.top;
  const { L, width, height } = image;
  for (let y = Math.max(1, ground.top); y < Math.min(height - 1, ground.bottom); y++) {
    const row = Math.floor(((y - ground.top) * rows) / high);
    for (let x = Math.max(1, ground.left); x < Math.min(width - 1, ground.right); x++) {
      const i = y * width + x;
      const dx = L[i + 1]! - L[i - 1]!;
      const dy = L[i + width]! - L[i - width]!;
      const size = Math.sqrt(dx * dx + dy * dy);
      if (size < 1.5) continue;
      const turn = ((Math.atan2(dy, dx) / Math.PI + 1) * orientations) % orientations;
      const low = Math.floor(turn) % orientations;
      const within = turn - Math.floor(turn);
      const cell = (row * columns + Math.floor(((x - ground.left) * columns) / wide)) * orientations;
      add(out, cell, low, within, size);
      if (isInside(ground.mask, i, width)) add(out, whole, low, within, size);
    }
  }
  for (let start = 0; start < gradientLength; start += orientations) toShares(out, start, start < whole);
  return out;
}

function add(out: Float32Array, start: number, low: number, within: number, size: number): void {
  const high = (low + 1) % orientations;
  out[start + low] = out[start + low]! + size * (1 - within);
  out[start + high] = out[start + high]! + size * within;
}

const isInside = (mask: Uint8Array, i: number, width: number) =>
  mask[i] && mask[i - 2] && mask[i + 2] && mask[i - width] && mask[i + width];

/** Square roots of the shares, less what a cell without direction would have. A cell with hardly any edge stays near 0. */
function toShares(out: Float32Array, start: number, isCell: boolean): void {
  let sum = isCell ? 60 : 120;
  for (let k = 0; k < orientations; k++) sum += out[start + k]!;
  for (let k = 0; k < orientations; k++) {
    out[start + k] = Math.sqrt(out[start + k]! / sum) - (sum > 400 ? 0.25 : 0);
  }
}

export const textureLength = 8;

/** How coarse and how strong the surface is: mean absolute difference of lightness, then of colour, between garment
 *  pixels 1, 2, 4 and 8 apart, compressed and centred → [8]. */
export function describeTexture(image: LabImage, ground: Foreground): Float32Array {
  const out = new Float32Array(textureLength);
  [1, 2, 4, 8].forEach((step, scale) => {
    let light = 0;
    let colour = 0;
    let n = 0;
    for (let y = ground.top; y + step < ground.bottom; y++) {
      for (let x = ground.left; x + step < ground.right; x++) {
        const i = y * image.width + x;
        const across = i + step;
        const down = i + step * image.width;
        if (!ground.mask[i] || !ground.mask[across] || !ground.mask[down]) continue;
        light += Math.abs(image.L[i]! - image.L[across]!) + Math.abs(image.L[i]! - image.L[down]!);
        colour += Math.abs(image.a[i]! - image.a[across]!) + Math.abs(image.b[i]! - image.b[down]!);
        n += 2;
      }
    }
    out[scale] = Math.log1p(light / Math.max(1, n)) / 1.5 - 1;
    out[4 + scale] = Math.log1p(colour / Math.max(1, n)) / 1.2 - 0.6;
  });
  return out;
}
