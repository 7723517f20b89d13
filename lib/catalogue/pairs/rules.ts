import type { BehaviourKind } from "../schema";

const fitWords = new Set(["fits", "fit", "yes", "true", "match", "matches", "compatible", "positive", "good", "like"]);
const clashWords = new Set([
  "clashes",
  "clash",
  "no",
  "false",
  "mismatch",
  "incompatible",
  "negative",
  "bad",
  "dislike",
]);

/** What a verdict says as a share that fits, 0..1: a word in English, or a number in that range; null when it says
 *  neither ("unsure", an empty cell, 7). */
export function fitsOf(verdict: string): number | null {
  const word = verdict.trim().toLowerCase();
  if (fitWords.has(word)) return 1;
  if (clashWords.has(word)) return 0;
  const share = word === "" ? Number.NaN : Number(word);
  return share >= 0 && share <= 1 ? share : null;
}

const kindWords: Record<string, BehaviourKind> = {
  nextclick: "nextClick",
  click: "nextClick",
  clicked: "nextClick",
  view: "nextClick",
  viewed: "nextClick",
  basket: "basket",
  cart: "basket",
  order: "basket",
  bought: "basket",
  purchase: "basket",
  session: "session",
};

/** The kind of behaviour that a word names: "next click", "basket", "session" and their like; null for another one. */
export const behaviourKindOf = (word: string): BehaviourKind | null =>
  kindWords[word.toLowerCase().replace(/[^a-z]/g, "")] ?? null;

/** An unordered pair, one way round for both; null for a product with itself. */
export function pairOf(a: string, b: string): { productAId: string; productBId: string } | null {
  if (a === b) return null;
  return a < b ? { productAId: a, productBId: b } : { productAId: b, productBId: a };
}
