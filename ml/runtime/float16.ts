/* IEEE 754 half precision, which Node 20 has no typed array for. */

const [float, bits] = (() => {
  const buffer = new ArrayBuffer(4);
  return [new Float32Array(buffer), new Uint32Array(buffer)];
})();

/** The nearest half of a number, ties to even, as its 16 bits. Beyond ±65,504 it is infinite. */
export function toHalf(value: number): number {
  float[0] = value;
  const word = bits[0];
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude >= 0x7f800000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00);
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) return sign | roundOff(magnitude - 0x38000000, 13);
  // Below 2⁻¹⁴ halves are multiples of 2⁻²⁴.
  const shift = 126 - (magnitude >>> 23);
  return shift > 24 ? sign : sign | roundOff((magnitude & 0x7fffff) | 0x800000, shift);
}

function roundOff(word: number, shift: number): number {
  const kept = word >>> shift;
  const rest = word - kept * 2 ** shift;
  const half = 2 ** (shift - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

/** The number that 16 bits say. */
export function fromHalf(half: number): number {
  return table()[half];
}

/** `values` as halves. */
export function toHalves(values: Float32Array): Uint16Array {
  const out = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = toHalf(values[i]);
  return out;
}

/** Writes what `halves` say into `out`, of the same length. */
export function fromHalves(halves: Uint16Array, out = new Float32Array(halves.length)): Float32Array {
  const known = table();
  for (let i = 0; i < halves.length; i++) out[i] = known[halves[i]];
  return out;
}

let made: Float32Array | null = null;

// Looking one of 65,536 numbers up is several times as fast as computing it.
function table(): Float32Array {
  made ??= Float32Array.from({ length: 65_536 }, (_, half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (1024 + fraction) * 2 ** (exponent - 25);
  });
  return made;
}
