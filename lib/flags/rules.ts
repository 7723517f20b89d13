import type { Correction, FlagKind } from "./schema";

/** What it costs the house to leave a real error of this kind in the catalogue, against a wrong category. A wrong
 *  category misleads both networks, the shop's menus and every outfit; a photo of something else does so too, but is
 *  seen by whoever opens the page; a double product splits its stock and sales; a value that contradicts the garment
 *  misleads a filter, one that is missing only hides it there. A report is mostly one of the first two. */
export const costOf = {
  category: 1,
  report: 0.9,
  photo: 0.8,
  duplicate: 0.5,
  attribute: 0.35,
} as const satisfies Record<FlagKind, number>;
/** A missing value against a wrong one. */
export const missingShare = 0.6;

/** No kind waits longer than this many places for its next turn, as long as it has any. */
export const longestWait = 10;

export type Valued = {
  kind: FlagKind /** Probability of a real error, 0..1. */;
  probability: number;
  isMissing?: boolean;
};

/** What a look is worth: probability of a real error × cost of leaving it. */
export const worthOf = ({ kind, probability, isMissing }: Valued): number =>
  probability * costOf[kind] * (isMissing ? missingShare : 1);

/** The order of looking, as indices of `flags`: the dearest first, but each kind has its best one within every
 *  `longestWait` places, so that no kind starves another. Every index once; ties keep their order. */
export function orderByValue(flags: readonly Valued[]): number[] {
  const waiting = new Map<FlagKind, number[]>();
  for (const [index, flag] of flags.entries()) waiting.set(flag.kind, [...(waiting.get(flag.kind) ?? []), index]);
  return orderOf(flags, waiting);
}

function orderOf(flags: readonly Valued[], waiting: Map<FlagKind, number[]>): number[] {
  const values = flags.map(worthOf);
  const lines = [...waiting].map(([kind, line]) => ({
    kind,
    line: line.sort((a, b) => values[b]! - values[a]!),
    at: 0,
    lastTurn: -1,
  }));
  const order: number[] = [];
  while (order.length < flags.length) {
    const open = lines.filter(({ line, at }) => at < line.length);
    const overdue = open.filter(({ lastTurn }) => order.length - lastTurn >= longestWait);
    const next = (overdue.length > 0 ? overdue : open).reduce((best, one) =>
      values[one.line[one.at]!]! > values[best.line[best.at]!]! ? one : best,
    );
    order.push(next.line[next.at]!);
    next.at++;
    next.lastTurn = order.length - 1;
  }
  return order;
}

export type Decision = { verdict: string; categoryId: number | null; values: string[] | null };
type About = {
  kind: FlagKind;
  attribute: string;
  givenCategoryId: number | null;
  proposedCategoryId: number | null;
  proposedValues: string[] | null;
};

/** What an answer to a flag changes in the catalogue; null for nothing. "invalid": this kind has no such answer. To take
 *  a photo's, a duplicate's or a report's flag confirms the fault, which stays on record as the settled flag. */
export function correctionFor(flag: About, { verdict, categoryId, values }: Decision): Correction | null | "invalid" {
  const { kind, attribute } = flag;
  if (verdict === "take") {
    if (kind === "category") return toCategory(flag, flag.proposedCategoryId);
    return kind === "attribute" ? { attribute, values: flag.proposedValues ?? [] } : null;
  }
  if (verdict !== "other") return null;
  if (kind === "attribute") return values ? { attribute, values } : "invalid";
  // A photo or a report may turn out to be a garment on the wrong shelf.
  return kind === "duplicate" || categoryId === null ? "invalid" : toCategory(flag, categoryId);
}

const toCategory = (flag: About, categoryId: number | null): Correction | null =>
  categoryId === null || categoryId === flag.givenCategoryId ? null : { categoryId };

/** One suspect in so many is asked without its proposal, like a random look: if blind questions were random ones alone,
 *  whoever gets one would know that it is probably right. */
const blindEvery = 10;

/** Whether a suspect is asked blind. FNV-1a of the flag's id: fixed for a flag. */
export function isAskedBlind(flagId: string): boolean {
  let hash = 0x811c9dc5;
  for (let i = 0; i < flagId.length; i++) hash = Math.imul(hash ^ flagId.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0 < 2 ** 32 / blindEvery;
}
