import type { LabImage } from "./lab";

/** Which pixels belong to the garment, 0 or 1 → mask [height * width], with the box around them (right and bottom
 *  excluded) and the share of the photo that they cover. */
export type Foreground = { mask: Uint8Array; left: number; top: number; right: number; bottom: number; share: number };

/** Least colour distance from the ground that counts as garment, in Lab units: about twice a JPEG's own noise. */
const leastDistance = 7;

/** Separates the garment from the colour that runs along the photo's border. A light garment on a light ground shows
 *  only its outline, so what lies inside the outline, both along its row and its column, is garment too.
 *  Where that finds next to nothing or nearly everything (a busy ground), the middle of the photo stands in. */
export function findForeground(image: LabImage): Foreground {
  const ground = groundOf(image);
  const mask = fillOutline(image.width, image.height, differing(image, ground));
  const found = boxOf(mask, image.width, image.height);
  if (found.share >= 0.03 && found.share <= 0.95) return found;
  return boxOf(middle(image.width, image.height), image.width, image.height);
}

type Ground = { L: number; a: number; b: number; threshold: number };

function groundOf(image: LabImage): Ground {
  const { width, height } = image;
  const depth = Math.max(1, Math.round(Math.min(width, height) * 0.03));
  const border: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Models often stand on the lower edge: that side says nothing about the ground.
      if (y < depth || x < depth || x >= width - depth) border.push(y * width + x);
    }
  }
  const ground = { L: median(image.L, border), a: median(image.a, border), b: median(image.b, border) };
  const distances = Float32Array.from(border, (i) => distance(image, i, ground)).sort();
  const spread = distances[distances.length >> 1]!;
  return { ...ground, threshold: Math.min(24, Math.max(leastDistance, 3 * spread)) };
}

function median(plane: Float32Array, index: number[]): number {
  return Float32Array.from(index, (i) => plane[i]!).sort()[index.length >> 1]!;
}

function distance(image: LabImage, i: number, ground: { L: number; a: number; b: number }): number {
  // Shadows change lightness more than hue.
  return Math.hypot(0.7 * (image.L[i]! - ground.L), image.a[i]! - ground.a, image.b[i]! - ground.b);
}

function differing(image: LabImage, ground: Ground): Uint8Array {
  const out = new Uint8Array(image.L.length);
  const limit = ground.threshold * ground.threshold;
  for (let i = 0; i < out.length; i++) {
    const l = 0.7 * (image.L[i]! - ground.L);
    const a = image.a[i]! - ground.a;
    const b = image.b[i]! - ground.b;
    if (l * l + a * a + b * b > limit) out[i] = 1;
  }
  return out;
}

function fillOutline(width: number, height: number, seen: Uint8Array): Uint8Array {
  const inside = new Uint8Array(seen.length);
  fillRuns(seen, inside, height, width, width, 1);
  fillRuns(seen, inside, width, height, 1, width);
  for (let i = 0; i < inside.length; i++) inside[i] = inside[i] === 2 ? 1 : 0;
  return inside;
}

/** Adds 1 to every place between the first and the last seen one of each line. */
function fillRuns(
  seen: Uint8Array,
  out: Uint8Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
): void {
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let first = 0;
    while (first < length && !seen[start + first * step]) first++;
    let last = length - 1;
    while (last > first && !seen[start + last * step]) last--;
    for (let i = first; i <= last; i++) out[start + i * step] = out[start + i * step]! + 1;
  }
}

function middle(width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = (x + 0.5) / width - 0.5;
      const dy = (y + 0.5) / height - 0.5;
      if ((dx * dx) / 0.16 + (dy * dy) / 0.2025 <= 1) mask[y * width + x] = 1;
    }
  }
  // A photo of one or two pixels has no middle.
  return mask.includes(1) ? mask : mask.fill(1);
}

function boxOf(mask: Uint8Array, width: number, height: number): Foreground {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  let count = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!mask[i]) continue;
      count++;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return { mask, left, top, right, bottom, share: count / mask.length };
}
