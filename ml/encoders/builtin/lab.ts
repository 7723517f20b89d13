import type { DecodedImage } from "../encoder";

/** CIE L*a*b* planes (D65), each [height * width]: L 0..100, a and b about −100..100. */
export type LabImage = { width: number; height: number; L: Float32Array; a: Float32Array; b: Float32Array };

const linear = Float32Array.from({ length: 256 }, (_, byte) => {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});
const steps = 4096;
// The cube root of CIE 1976 as a table: a photo asks for it 30,000 times.
const root = Float32Array.from({ length: steps + 1 }, (_, i) => {
  const t = i / steps;
  return t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116;
});

/** sRGB bytes [height, width, 3] → Lab planes. */
export function toLab(image: DecodedImage): LabImage {
  const n = image.width * image.height;
  const out = {
    width: image.width,
    height: image.height,
    L: new Float32Array(n),
    a: new Float32Array(n),
    b: new Float32Array(n),
  };
  for (let i = 0, p = 0; i < n; i++, p += 3) {
    const red = linear[image.data[p]!]!;
    const green = linear[image.data[p + 1]!]!;
    const blue = linear[image.data[p + 2]!]!;
    // Divided by the D65 white, so that each is 0..1.
    const x = rootOf((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    const y = rootOf(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
    const z = rootOf((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
    out.L[i] = 116 * y - 16;
    out.a[i] = 500 * (x - y);
    out.b[i] = 200 * (y - z);
  }
  return out;
}

function rootOf(t: number): number {
  return root[Math.min(steps, Math.max(0, Math.round(t * steps)))]!;
}
