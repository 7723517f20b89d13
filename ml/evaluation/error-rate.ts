/** One product looked at by chance: whether it was wrong, and with which chance it was drawn, in (0, 1]. */
export type RandomLook = { isWrong: boolean; propensity: number };
/** Shares 0..1, a 95 % interval. looks: how many it rests on; effective: how many of equal chance would say as much. */
export type ErrorRate = { rate: number; low: number; high: number; looks: number; effective: number };

const z = 1.96;

/** Share of a catalogue that is wrong, from looks drawn with known chances: each counts for the products that it stands
 *  for (Horvitz and Thompson 1952, as a ratio: Hájek 1971), with Wilson's interval (1927) at Kish's effective number of
 *  looks, which for equal chances is the plain one. Wilson's keeps its promise at low rates and small numbers, where the
 *  normal one falls below zero. Null without a look. Throws RangeError on a propensity outside (0, 1]. */
export function estimateErrorRate(looks: readonly RandomLook[]): ErrorRate | null {
  if (looks.length === 0) return null;
  let [all, wrong, squares] = [0, 0, 0];
  for (const { isWrong, propensity } of looks) {
    if (!(propensity > 0 && propensity <= 1)) throw new RangeError(`propensity is ${propensity}, it must be in (0, 1]`);
    const weight = 1 / propensity;
    all += weight;
    squares += weight ** 2;
    if (isWrong) wrong += weight;
  }
  const rate = wrong / all;
  const effective = all ** 2 / squares;
  const scale = 1 + z ** 2 / effective;
  const middle = (rate + z ** 2 / (2 * effective)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / effective + z ** 2 / (4 * effective ** 2));
  const low = Math.min(rate, Math.max(0, middle - half));
  return { rate, low, high: Math.max(rate, Math.min(1, middle + half)), looks: looks.length, effective };
}
