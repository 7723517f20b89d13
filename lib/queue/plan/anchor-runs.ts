/** How far ahead a run may reach for another candidate of its anchor: no pair moves by more places than that. */
export const runReach = 60;

/** The same places with up to `perAnchor` pairs of one product in a row, as far as `reach` places ahead hold some. Of a
 *  pair's two products the one with more company leads. ends [n]: the two products of each place. Answers a permutation
 *  of 0..n-1. Throws RangeError on perAnchor < 1. */
export function anchorRuns(
  ends: readonly (readonly [string, string])[],
  perAnchor: number,
  reach = runReach,
): Int32Array {
  if (perAnchor < 1) throw new RangeError(`perAnchor is ${perAnchor}, expected at least 1`);
  const order = new Int32Array(ends.length);
  const isTaken = new Uint8Array(ends.length);
  let filled = 0;
  for (let first = 0; first < ends.length; first++) {
    if (isTaken[first]) continue;
    for (const place of runFrom(first)) {
      isTaken[place] = 1;
      order[filled++] = place;
    }
  }
  return order;

  function runFrom(first: number): number[] {
    const [led, other] = ends[first]!.map((product) => companions(first, product));
    const company = other!.length > led!.length ? other! : led!;
    return [first, ...company];
  }

  function companions(first: number, product: string): number[] {
    const found: number[] = [];
    const end = Math.min(ends.length, first + reach + 1);
    for (let place = first + 1; place < end && found.length < perAnchor - 1; place++)
      if (!isTaken[place] && ends[place]!.includes(product)) found.push(place);
    return found;
  }
}
