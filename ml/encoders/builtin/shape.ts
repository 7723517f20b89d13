import type { Foreground } from "./foreground";

const rowBins = 16;
const columnBins = 8;
/** Widths by height, heights by width, then aspect, share of the box, symmetry and size in the photo. */
export const silhouetteLength = rowBins + columnBins + 4;

/** The garment's outline: how much of each of 16 bands it fills from top to bottom and of each of 8 from left to right,
 *  less the mean garment's half; aspect, filled share, left-right symmetry, share of the photo → [28]. */
export function describeSilhouette(ground: Foreground, width: number): Float32Array {
  const wide = ground.right - ground.left;
  const high = ground.bottom - ground.top;
  const out = new Float32Array(silhouetteLength);
  const rowSizes = new Float32Array(rowBins);
  const columnSizes = new Float32Array(columnBins);
  let filled = 0;
  let mirrored = 0;
  for (let y = 0; y < high; y++) {
    const row = Math.floor((y * rowBins) / high);
    const line = (y + ground.top) * width + ground.left;
    rowSizes[row] = rowSizes[row]! + wide;
    for (let x = 0; x < wide; x++) {
      const column = Math.floor((x * columnBins) / wide);
      columnSizes[column] = columnSizes[column]! + 1;
      if (!ground.mask[line + x]) continue;
      filled++;
      out[row] = out[row]! + 1;
      out[rowBins + column] = out[rowBins + column]! + 1;
      mirrored += ground.mask[line + wide - 1 - x]!;
    }
  }
  for (let i = 0; i < rowBins; i++) out[i] = out[i]! / Math.max(1, rowSizes[i]!) - 0.5;
  for (let i = 0; i < columnBins; i++) out[rowBins + i] = out[rowBins + i]! / Math.max(1, columnSizes[i]!) - 0.5;
  const rest = rowBins + columnBins;
  out[rest] = 1.5 * Math.log2(Math.max(0.2, Math.min(5, high / wide)));
  out[rest + 1] = 2 * (filled / (wide * high) - 0.6);
  out[rest + 2] = 2 * (mirrored / filled - 0.8);
  out[rest + 3] = 2 * (ground.share - 0.35);
  return out;
}
