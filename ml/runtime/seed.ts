/** Source of randomness: uniform in [0, 1). Passed as an argument, never global. */
export type Rng = () => number;

/** 53-bit uniform numbers from xoshiro128** (Blackman & Vigna 2018), its state filled by splitmix32.
 *  Same seed, same stream. Any number is taken as a seed through its low 32 bits and its high part. */
export function rngOf(seed: number): Rng {
  const next = bitsOf(seed);
  return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
}

/** The same generator as raw unsigned 32-bit words, for masks where speed matters. */
export function bitsOf(seed: number): () => number {
  const fill = splitmix32((seed | 0) ^ Math.imul(Math.floor(seed / 4294967296) | 0, 0x9e3779b9));
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill() | 1;
  return () => {
    const m = Math.imul(b, 5);
    const out = Math.imul((m << 7) | (m >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return out >>> 0;
  };
}

function splitmix32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) | 0;
  };
}

/** A seed for the part called `name`, so that parts do not share a stream (FNV-1a over the name, mixed with the seed). */
export function seedFor(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${seed}/${name}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Whole number in 0..n-1. */
export function drawIndex(rng: Rng, n: number): number {
  return Math.floor(rng() * n);
}

/** Standard normal (Box & Muller 1958). */
export function drawNormal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
}

/** 0..n-1 in random order (Fisher & Yates). */
export function permutation(rng: Rng, n: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = drawIndex(rng, i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}

/** `count` distinct numbers of 0..n-1 in random order. Throws RangeError when count > n. */
export function sampleDistinct(rng: Rng, n: number, count: number): Int32Array {
  if (count > n) throw new RangeError(`${count} distinct numbers asked of ${n}`);
  return permutation(rng, n).slice(0, count);
}
