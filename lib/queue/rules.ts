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

/** Every eighth place goes to the uniform slice: often enough to measure by, rare enough not to slow learning. */
export const uniformEvery = 8;

/** The queue's order: `ranked` as given, with one of `uniform` at every `every`-th place while there are any; when one
 *  list ends the other follows. Nothing is lost or repeated. Throws RangeError on every < 2. */
export function interleave<T>(ranked: readonly T[], uniform: readonly T[], every = uniformEvery): T[] {
  if (every < 2) throw new RangeError(`every is ${every}, expected at least 2`);
  const order: T[] = [];
  let r = 0;
  let u = 0;
  while (r < ranked.length || u < uniform.length) {
    const isUniformPlace = order.length % every === every - 1;
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
