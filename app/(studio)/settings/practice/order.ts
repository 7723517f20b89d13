/** The list with the element at `at` moved by `by` places. Throws RangeError when it would leave the list. */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const to = at + by;
  if (at < 0 || at >= list.length || to < 0 || to >= list.length)
    throw new RangeError(`can't move ${at} by ${by} in a list of ${list.length}`);
  const rest = list.toSpliced(at, 1);
  return rest.toSpliced(to, 0, list[at]!);
}
