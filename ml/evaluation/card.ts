import type { Figure } from "./bootstrap";
import type { CalibrationBin, Point } from "./curves";
import type { GateFinding } from "./gate";

/** Who is drawn: the version, the one it is compared with, and the rules without learning by name. */
export const VERSION = "version";
export const AGAINST = "against";

/** A scorer's curves over one set of questions. */
export type CardCurve = { name: string; auc: Figure; averagePrecision: Figure; roc: Point[]; precisionRecall: Point[] };

/** A version's calibration: the error and the points behind it. */
export type CardCalibration = { name: string; error: Figure; bins: CalibrationBin[] };

/** One figure of a part of the holdout, by every scorer: { version, against, cosine, … }. */
export type CardSlice = { name: string; n: number; figures: Record<string, Figure> };

/** Share right among the questions of one category, or of one pair of categories; `version` with its interval. */
export type CardGroup = { names: string[]; n: number; version: Figure; others: Record<string, number> };

/** What a version said and the probability that it gave to that. */
export type CardAnswer = { says: string; chance: number };

/** A question with its truth: a pair of products, or one product. isConfirmed: people said so; otherwise the catalogue did,
 *  or a pair was drawn that no outfit holds. */
export type CardExample = {
  products: string[];
  truth: string;
  isConfirmed: boolean;
  version: CardAnswer;
  against: CardAnswer | null;
};

/** Questions of one truth that got one answer, with some of them: the surest mistakes, or the surest of those right. */
export type CardCell = { truth: string; says: string; n: number; examples: CardExample[] };

/** Everything that a model card draws, bounded in size. */
export type Card = {
  /** "judged": pairs that people judged; "outfits": worn pairs against drawn ones; "products": categories. */
  source: "judged" | "outfits" | "products";
  n: number;
  models: number;
  /** Share of the questions whose answer is yes; null for categories. */
  baseRate: number | null;
  /** Products or pairs whose truth a person has confirmed. */
  confirmed: number;
  curves: CardCurve[];
  calibration: CardCalibration[];
  slices: CardSlice[];
  groups: CardGroup[];
  cells: CardCell[];
  mistakes: CardExample[];
  /** Against the version that served: how many answers became right or wrong, and the surest of them. */
  changes: { nowRight: number; nowWrong: number; examples: CardExample[] } | null;
};

/** What one look at a version brings: its card, and what the gate found beside another version. */
export type Evaluation = {
  card: Card;
  gate: {
    finding: GateFinding;
    categories: string[];
    source: Card["source"];
    judgements: number;
    confirmed: number;
  } | null;
};

/** Most of each kind that a card keeps. */
export const MOST = { groups: 40, cells: 240, ofCell: 12, mistakes: 24, changes: 24 } as const;

/** JSON with four decimals: a screen shows fewer. */
export function encodeEvaluation(evaluation: Evaluation): Uint8Array {
  const round = (_: string, value: unknown) =>
    typeof value === "number" ? Math.round(value * 10_000) / 10_000 : value;
  return new TextEncoder().encode(JSON.stringify(evaluation, round));
}
