import { seedFor } from "@/ml/runtime/seed";
import { drawStatistic, quantile, type WeightedStatistic } from "./bootstrap";
import { type PairedDifference, pairedBootstrap } from "./paired-bootstrap";

/** What the gate asks of a challenger. Shares and areas count from 0 to 1: .01 is one point. */
export type GateRules = {
  /** Judged holdout pairs from which on they decide, in the place of outfits. */
  judgements: number;
  /** Fewer garment models than this in the questions say nothing. */
  fewestModels: number;
  /** The interval's lower end has to lie above this. */
  leastGain: number;
  /** A gain that would be worth having: once the interval lies below it, the challenger fails. */
  worthwhile: number;
  /** A category may lose less than this. */
  floor: number;
  /** Questions, and garment models in them, that a category needs before it is held to its floor: the draws of a handful of
   *  models are too alike for an interval. */
  floorQuestions: number;
  floorModels: number;
};

export const GATE_RULES: GateRules = {
  judgements: 500,
  fewestModels: 20,
  leastGain: 0,
  worthwhile: 0.005,
  floor: 0.03,
  floorQuestions: 40,
  floorModels: 12,
};

export type GateOutcome = "passes" | "fails" | "notEnough";
/** Why. "worse" and "noBetter": the interval lies below 0, or below what is worth having. */
export type GateReason = "better" | "worse" | "noBetter" | "floor" | "guard" | "tooFew" | "wide";

/** A measure of the same questions by both versions. The first one decides; any other may only not get worse. */
export type GateMeasure = { name: string; challenger: WeightedStatistic; champion: WeightedStatistic };

/** Questions that both versions answered. cluster [q]: the garment model that each turns on; category [q]: that
 *  product's category, −1 unknown. `measures` are statistics of the given questions alone, by their places. */
export type GateQuestions = {
  cluster: Int32Array;
  category: Int32Array;
  measures: (questions: Int32Array) => GateMeasure[];
};

/** Champion, challenger and the difference with its 95 % interval. */
export type GateFigure = { name: string; champion: number; challenger: number; difference: PairedDifference };
/** The same in one category; its interval is widened so that all categories together miss once in twenty. */
export type GateFloor = Omit<GateFigure, "name" | "difference"> & {
  category: number;
  difference: { value: number; lower: number; upper: number; n: number };
  isBroken: boolean;
};
export type GateFinding = {
  outcome: GateOutcome;
  reason: GateReason;
  figures: GateFigure[];
  floors: GateFloor[];
  questions: number;
  models: number;
};

const FEWEST_QUESTIONS = 20;
const FLOOR_DRAWS = 2_000;

/** Whether a challenger may take the champion's place: both answered the same questions, and what differs is drawn over
 *  garment models (paired bootstrap). Passes when it is better beyond chance and no category falls through its floor;
 *  fails when a gain worth having is ruled out; otherwise there is not enough to tell. Same seed, same finding. */
export function gate(questions: GateQuestions, rules: GateRules, seed: number): GateFinding {
  const { cluster, measures } = questions;
  const all = Int32Array.from(cluster, (_, q) => q);
  const models = new Set(cluster).size;
  const size = { questions: all.length, models };
  if (all.length < FEWEST_QUESTIONS)
    return { outcome: "notEnough", reason: "tooFew", figures: [], floors: [], ...size };
  const figures = measures(all).map((measure) => figureOf(measure, cluster, seedFor(seed, "gate")));
  // Only one kind of answer occurs: no measure says anything.
  if (figures.some(({ difference }) => !Number.isFinite(difference.value + difference.lower)))
    return { outcome: "notEnough", reason: "tooFew", figures: [], floors: [], ...size };
  const floors = floorsOf(questions, rules, seedFor(seed, "floors"));
  return { ...judge(figures, floors, models, rules), figures, floors, ...size };
}

function judge(
  [deciding, ...guards]: GateFigure[],
  floors: GateFloor[],
  models: number,
  { fewestModels, leastGain, worthwhile }: GateRules,
): { outcome: GateOutcome; reason: GateReason } {
  const { value, lower, upper, n } = deciding.difference;
  if (models < fewestModels) return { outcome: "notEnough", reason: "tooFew" };
  if (upper < 0) return { outcome: "fails", reason: "worse" };
  if (floors.some(({ isBroken }) => isBroken)) return { outcome: "fails", reason: "floor" };
  if (guards.some(({ difference }) => difference.upper < 0)) return { outcome: "fails", reason: "guard" };
  if (lower > leastGain) return { outcome: "passes", reason: "better" };
  // Draws of answers that hardly differ lie too close together: what was seen in none of n may still be 3 in n (the rule of
  // three, Hanley & Lippman-Hand 1983).
  if (Math.max(upper, value + 3 / n) < Math.max(worthwhile, leastGain)) return { outcome: "fails", reason: "noBetter" };
  return { outcome: "notEnough", reason: "wide" };
}

function figureOf({ name, challenger, champion }: GateMeasure, cluster: Int32Array, seed: number): GateFigure {
  const once = new Float32Array(cluster.length).fill(1);
  return {
    name,
    champion: champion(once),
    challenger: challenger(once),
    difference: pairedBootstrap(cluster, challenger, champion, seed),
  };
}

/** Each category with enough questions, most questions first. Broken: it loses the floor or more, and chance (shared out
 *  over all categories looked at, Bonferroni) can't explain that it loses anything. */
function floorsOf({ cluster, category, measures }: GateQuestions, rules: GateRules, seed: number): GateFloor[] {
  const byCategory = new Map<number, number[]>();
  category.forEach((c, q) => {
    if (c < 0) return;
    const known = byCategory.get(c);
    if (known) known.push(q);
    else byCategory.set(c, [q]);
  });
  const wanted = [...byCategory].filter(
    ([, places]) =>
      places.length >= rules.floorQuestions && new Set(places.map((q) => cluster[q])).size >= rules.floorModels,
  );
  const tail = 0.025 / Math.max(1, wanted.length);
  return wanted
    .sort(([a, p], [b, q]) => q.length - p.length || a - b)
    .flatMap(([c, places]) => {
      const index = Int32Array.from(places);
      const [{ challenger, champion }] = measures(index);
      const once = new Float32Array(index.length).fill(1);
      const own = index.map((q) => cluster[q]);
      const draws = drawStatistic(own, (w) => challenger(w) - champion(w), seed, FLOOR_DRAWS);
      const value = challenger(once) - champion(once);
      if (draws.length === 0 || !Number.isFinite(value)) return [];
      const difference = { value, lower: quantile(draws, tail), upper: quantile(draws, 1 - tail), n: index.length };
      const isBroken = value <= -rules.floor && difference.upper < 0;
      return [{ category: c, champion: champion(once), challenger: challenger(once), difference, isBroken }];
    });
}
