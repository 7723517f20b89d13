import type { Foreground } from "./foreground";
import type { LabImage } from "./lab";

const layoutColumns = 4;
const layoutRows = 5;
/** Numbers of the colour layout: mean L, a, b of each cell. */
export const layoutLength = layoutColumns * layoutRows * 3;

/** Where which colour lies: the garment's box cut in 4 × 5 cells, mean L, a, b of the garment's pixels in each,
 *  centred and scaled to about −1..1; cells without garment are 0 → [60]. */
export function describeLayout(image: LabImage, ground: Foreground): Float32Array {
  const out = new Float32Array(layoutLength);
  const counts = new Float32Array(layoutColumns * layoutRows);
  const wide = ground.right - ground.left;
  const high = ground.bottom - ground.top;
  for (let y = ground.top; y < ground.bottom; y++) {
    const row = Math.floor(((y - ground.top) * layoutRows) / high) * layoutColumns;
    for (let x = ground.left; x < ground.right; x++) {
      const i = y * image.width + x;
      if (!ground.mask[i]) continue;
      const cell = row + Math.floor(((x - ground.left) * layoutColumns) / wide);
      counts[cell]!++;
      out[cell * 3] = out[cell * 3]! + (image.L[i]! - 55) / 45;
      out[cell * 3 + 1] = out[cell * 3 + 1]! + image.a[i]! / 40;
      out[cell * 3 + 2] = out[cell * 3 + 2]! + image.b[i]! / 40;
    }
  }
  counts.forEach((count, cell) => {
    for (let c = 0; c < 3 && count > 0; c++) out[cell * 3 + c] = out[cell * 3 + c]! / count;
  });
  return out;
}

const greys = 8;
const hues = 12;
/** Greys by lightness, then hues × two lightnesses × two chromas. */
export const paletteLength = greys + hues * 4;
/** Chroma below which an eye sees grey, and above which a colour counts as vivid. */
const greyChroma = 9;
const vividChroma = 34;

/** How much of the garment has which colour: soft histogram of greys and hues; square roots of shares (Hellinger), so
 *  that a small accent still counts → [56], sum of squares 1. */
export function describePalette(image: LabImage, ground: Foreground): Float32Array {
  const out = new Float32Array(paletteLength);
  let total = 0;
  for (let y = ground.top; y < ground.bottom; y++) {
    for (let i = y * image.width + ground.left, x = ground.left; x < ground.right; x++, i++) {
      if (!ground.mask[i]) continue;
      addColour(out, image.L[i]!, image.a[i]!, image.b[i]!);
      total++;
    }
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(out[i]! / Math.max(1, total));
  return out;
}

function addColour(out: Float32Array, L: number, a: number, b: number): void {
  const chroma = Math.sqrt(a * a + b * b);
  const colourful = ramp(chroma, greyChroma * 0.6, greyChroma * 1.4);
  if (colourful < 1) addGrey(out, L, 1 - colourful);
  if (colourful === 0) return;
  const turn = ((Math.atan2(b, a) / (2 * Math.PI) + 1) * hues) % hues;
  const low = Math.floor(turn) % hues;
  const high = (low + 1) % hues;
  const within = turn - Math.floor(turn);
  const light = ramp(L, 42, 62);
  const vivid = ramp(chroma, vividChroma * 0.7, vividChroma * 1.3);
  for (const [hue, share] of [
    [low, 1 - within],
    [high, within],
  ] as const) {
    const at = greys + hue * 4;
    const weight = colourful * share;
    out[at] = out[at]! + weight * (1 - light) * (1 - vivid);
    out[at + 1] = out[at + 1]! + weight * light * (1 - vivid);
    out[at + 2] = out[at + 2]! + weight * (1 - light) * vivid;
    out[at + 3] = out[at + 3]! + weight * light * vivid;
  }
}

function addGrey(out: Float32Array, L: number, weight: number): void {
  const place = Math.min(greys - 1, Math.max(0, (L / 100) * greys - 0.5));
  const low = Math.floor(place);
  const within = place - low;
  out[low] = out[low]! + weight * (1 - within);
  if (low + 1 < greys) out[low + 1] = out[low + 1]! + weight * within;
}

/** 0 below `from`, 1 above `to`, straight between. */
const ramp = (value: number, from: number, to: number) => Math.min(1, Math.max(0, (value - from) / (to - from)));
