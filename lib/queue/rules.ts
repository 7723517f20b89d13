import { can } from "../users/rules";
import type { Role } from "../users/schema";
import type { Head, Slice } from "./schema";

/** Whether a task is shown with its sides swapped. FNV-1a of the id: fixed for a task, even over tasks, so that neither
 *  side wins by where it stands. */
export function isShownSwapped(taskId: string): boolean {
  let hash = 0x811c9dc5;
  for (let i = 0; i < taskId.length; i++) hash = Math.imul(hash ^ taskId.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 1) === 1;
}

/** The garment that the pairs of a set have in common; of a set of one, which has two, the one that its task's id puts
 *  first. Throws on an empty set. */
export function anchorOf(pairs: readonly { taskId: string; productIds: readonly [string, string] }[]): string {
  const [first, ...rest] = pairs;
  const [a, b] = first!.productIds;
  if (rest.length > 0) return rest.every(({ productIds }) => productIds.includes(a)) ? a : b;
  return isShownSwapped(first!.taskId) ? b : a;
}

/** The queue's order: `ranked` as given, with one of `uniform` as often as `share` of the places asks, evenly spread,
 *  while there are any; when one list ends the other follows. Nothing is lost or repeated. Throws RangeError on a share
 *  outside 0..1. */
export function interleave<T>(ranked: readonly T[], uniform: readonly T[], share: number): T[] {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share is ${share}, expected 0 to 1`);
  const order: T[] = [];
  let r = 0;
  let u = 0;
  while (r < ranked.length || u < uniform.length) {
    const at = order.length;
    const isUniformPlace = Math.floor((at + 1) * share) > Math.floor(at * share);
    const takesUniform = u < uniform.length && (isUniformPlace || r >= ranked.length);
    order.push(takesUniform ? uniform[u++]! : ranked[r++]!);
  }
  return order;
}

/** Only a uniform draw may ask about garments of the holdout: anything else would leak it into training. */
export const mayAsk = (subject: { isHoldout: boolean; slice: Slice }): boolean =>
  !subject.isHoldout || subject.slice === "uniform";

/** The heads whose tasks a role may judge. */
export const headsOf = (role: Role): Head[] => [
  ...(can(role, "judge-pairs") ? (["compatibility"] as const) : []),
  ...(can(role, "judge-flags") ? (["category"] as const) : []),
];
