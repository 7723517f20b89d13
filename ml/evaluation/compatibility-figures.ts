import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { seedFor } from "@/ml/runtime/seed";
import { bootstrapFigure, centredBootstrapFigure, type Figure, weightedMean } from "./bootstrap";
import { reweightedCalibrationError } from "./calibration";
import { controlsOf, type PairScorer } from "./controls";
import { byNewness } from "./newness";
import {
  type ChoiceQuestions,
  choiceQuestions,
  degreeMatchedQuestions,
  type PairQuestions,
  sameFamilySeasonQuestions,
} from "./pair-questions";
import { reweightedArea, reweightedPrecision } from "./ranking";
import { riskCoverageArea } from "./risk-coverage";

/** Fewer holdout questions than this make a figure that says nothing; it is left out. */
const FEWEST_QUESTIONS = 20;

type Controls = [name: string, scorer: PairScorer][];
type Figures = Record<string, Figure>;

/** Holdout figures of a compatibility scorer, named what.protocol: auc, averagePrecision, riskCoverage, fillInTheBlank and
 *  expectedCalibrationError, with the controls beside them as cosine.…, popularity.…, categoryPairs.…, colourPairs.…,
 *  attributePairs.…, sameSeason.…, and answeringAll.… beside riskCoverage.
 *  Protocols: sameFamilySeason; the same by how many of the two products are new, oneUnseen and bothUnseen;
 *  degreeMatched; judged (uniform-slice labels). Intervals are drawn over garment models. */
export function compatibilityFigures(dataset: CompatibilityDataset, score: PairScorer, seed: number): Figures {
  const controls = Object.entries(controlsOf(dataset));
  const same = sameFamilySeasonQuestions(dataset, seed);
  const judged = judgedQuestions(dataset);
  return {
    ...protocolFigures("sameFamilySeason", same, score, controls, seed),
    ...newnessFigures(same, dataset.holdout, score, controls, seed),
    ...protocolFigures("degreeMatched", degreeMatchedQuestions(dataset, seed), score, controls, seed),
    ...protocolFigures("judged", judged, score, controls, seed),
    ...calibrationFigures("judged", judged, score, seed),
    ...choiceFigures(choiceQuestions(dataset, seed), score, controls, seed),
  };
}

/** AUC of questions by how many of their two products are new, as auc.bothSeen, auc.oneUnseen and auc.bothUnseen with the
 *  controls beside them; a newness with too few questions is left out. isUnseen [n]: any mask. After an ordinary training
 *  every question has a new end; pairs of two seen products have to be held back first (see heldBackQuestions). */
export function newnessFigures(
  questions: PairQuestions,
  isUnseen: Uint8Array,
  score: PairScorer,
  controls: Controls,
  seed: number,
): Figures {
  const figures: Figures = {};
  for (const [newness, own] of Object.entries(byNewness(questions, isUnseen))) {
    if (own.target.length < FEWEST_QUESTIONS) continue;
    for (const [name, scorer] of [["auc", score] as const, ...controls])
      figures[`${name}.${newness}`] = areaFigure(own, scorer(own.pairs), seed);
  }
  return figures;
}

function protocolFigures(
  protocol: string,
  questions: PairQuestions,
  score: PairScorer,
  controls: Controls,
  seed: number,
): Figures {
  const { pairs, target, cluster } = questions;
  if (target.length < FEWEST_QUESTIONS) return {};
  const scores = score(pairs);
  const interval = seedFor(seed, "interval");
  const figures: Figures = {
    [`auc.${protocol}`]: areaFigure(questions, scores, seed),
    [`averagePrecision.${protocol}`]: bootstrapFigure(cluster, reweightedPrecision(scores, target), interval),
  };
  for (const [name, control] of controls) figures[`${name}.${protocol}`] = areaFigure(questions, control(pairs), seed);
  const wrong = Float32Array.from(scores, (p, q) => (p > 0.5 === target[q] > 0.5 ? 0 : 1));
  const confidence = scores.map((p) => Math.abs(p - 0.5));
  figures[`riskCoverage.${protocol}`] = bootstrapFigure(cluster, riskCoverageArea(confidence, wrong), interval);
  figures[`answeringAll.${protocol}`] = bootstrapFigure(cluster, weightedMean(wrong), interval);
  return figures;
}

/** How far a probability can be taken at its word; for questions alone whose share of true pairs is the real one. */
function calibrationFigures(
  protocol: string,
  { pairs, target, cluster }: PairQuestions,
  score: PairScorer,
  seed: number,
) {
  const figures: Figures = {};
  if (target.length < FEWEST_QUESTIONS) return figures;
  const error = reweightedCalibrationError(score(pairs), target);
  figures[`expectedCalibrationError.${protocol}`] = centredBootstrapFigure(cluster, error, seedFor(seed, "interval"));
  return figures;
}

function choiceFigures(choices: ChoiceQuestions, score: PairScorer, controls: Controls, seed: number): Figures {
  if (choices.cluster.length < FEWEST_QUESTIONS) return {};
  const figures = { "fillInTheBlank.sameFamilySeason": choiceFigure(choices, score(choices.pairs), seed) };
  for (const [name, control] of controls)
    Object.assign(figures, { [`${name}.fillInTheBlank`]: choiceFigure(choices, control(choices.pairs), seed) });
  return figures;
}

function judgedQuestions(dataset: CompatibilityDataset): PairQuestions {
  const { holdoutJudged, holdoutJudgedY, group, holdout } = dataset;
  const cluster = Int32Array.from(holdoutJudgedY, (_, p) => {
    const [a, b] = [holdoutJudged[2 * p], holdoutJudged[2 * p + 1]];
    return group[holdout[a] === 1 ? a : b];
  });
  return { pairs: holdoutJudged, target: holdoutJudgedY, cluster };
}

function areaFigure({ target, cluster }: PairQuestions, scores: Float32Array, seed: number): Figure {
  return bootstrapFigure(cluster, reweightedArea(scores, target), seedFor(seed, "interval"));
}

function choiceFigure(choices: ChoiceQuestions, scores: Float32Array, seed: number): Figure {
  return bootstrapFigure(choices.cluster, weightedMean(rightChoices(choices, scores)), seedFor(seed, "interval"));
}

/** How far each question is answered right: 1 where the true end scores highest, its share of the tie, or 0 → [q]. */
export function rightChoices({ cluster, candidates }: ChoiceQuestions, scores: Float32Array): Float32Array {
  return Float32Array.from(cluster, (_, q) => {
    const own = scores.subarray(q * candidates, (q + 1) * candidates);
    const best = Math.max(...own);
    return own[0] === best ? 1 / own.filter((s) => s === best).length : 0;
  });
}
