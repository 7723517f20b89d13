/** A small seeded generator (mulberry32 over an FNV-1a hash of the seed): the demo house must be the same on each machine. */
export type Random = () => number;

/** Hashes any text to 32 bits (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Makes a generator of numbers in [0, 1) from a seed; streams of different seeds are independent enough for drawing. */
export function seeded(seed: string | number): Random {
  let state = hashText(`toile:${seed}`);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number in [low, high). */
export function between(rng: Random, low: number, high: number): number {
  return low + rng() * (high - low);
}

/** A whole number in [low, high], both ends included. */
export function integer(rng: Random, low: number, high: number): number {
  return Math.floor(between(rng, low, high + 1));
}

/** One element of a non-empty list; RangeError on an empty one. */
export function pick<T>(rng: Random, list: readonly T[]): T {
  const found = list[Math.floor(rng() * list.length)];
  if (found === undefined) throw new RangeError("pick needs a list that is not empty");
  return found;
}

/** One element drawn in proportion to its weight; RangeError when no weight is positive. */
export function pickWeighted<T>(rng: Random, list: readonly T[], weight: (item: T) => number): T {
  const total = list.reduce((sum, item) => sum + weight(item), 0);
  if (!(total > 0)) throw new RangeError("pickWeighted needs a positive weight");
  let left = rng() * total;
  for (const item of list) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return pick(
    rng,
    list.filter((item) => weight(item) > 0),
  );
}

/** A shuffled copy (Fisher-Yates). */
export function shuffled<T>(rng: Random, list: readonly T[]): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(rng() * (at + 1));
    const kept = copy[at] as T;
    copy[at] = copy[other] as T;
    copy[other] = kept;
  }
  return copy;
}
