import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { seedFor } from "@/ml/runtime/seed";
import { bootstrapFigure, type Figure, weightedMean } from "./bootstrap";
import { expectedCalibrationError } from "./calibration";
import { controlsOf, type PairScorer } from "./controls";
import {
  type ChoiceQuestions,
  choiceQuestions,
  degreeMatchedQuestions,
  type PairQuestions,
  sameFamilySeasonQuestions,
} from "./pair-questions";
import { averagePrecision, reweightedArea } from "./ranking";

/** Fewer holdout questions than this make a figure that says nothing; it is left out. */
const FEWEST_QUESTIONS = 20;

/** Holdout figures of a compatibility scorer, named what.protocol: auc, averagePrecision, fillInTheBlank and
 *  expectedCalibrationError, with the controls beside them as cosine.…, popularity.…, categoryPairs.…, sameSeason.….
 *  Protocols: sameFamilySeason, degreeMatched, judged (uniform-slice labels). Intervals are drawn over garment models. */
export function compatibilityFigures(
  dataset: CompatibilityDataset,
  score: PairScorer,
  seed: number,
): Record<string, Figure> {
  const controls = Object.entries(controlsOf(dataset));
  const figures: Record<string, Figure> = {};
  const protocols = {
    sameFamilySeason: sameFamilySeasonQuestions(dataset, seed),
    degreeMatched: degreeMatchedQuestions(dataset, seed),
    judged: judgedQuestions(dataset),
  };
  for (const [protocol, questions] of Object.entries(protocols)) {
    if (questions.target.length < FEWEST_QUESTIONS) continue;
    const scores = score(questions.pairs);
    figures[`auc.${protocol}`] = areaFigure(questions, scores, seed);
    figures[`averagePrecision.${protocol}`] = plainFigure(questions, averagePrecision(scores, questions.target));
    for (const [name, control] of controls)
      figures[`${name}.${protocol}`] = areaFigure(questions, control(questions.pairs), seed);
    if (protocol === "judged") {
      figures["expectedCalibrationError.judged"] = plainFigure(
        questions,
        expectedCalibrationError(scores, questions.target),
      );
    }
  }
  const choices = choiceQuestions(dataset, seed);
  if (choices.cluster.length >= FEWEST_QUESTIONS) {
    figures["fillInTheBlank.sameFamilySeason"] = choiceFigure(choices, score(choices.pairs), seed);
    for (const [name, control] of controls)
      figures[`${name}.fillInTheBlank`] = choiceFigure(choices, control(choices.pairs), seed);
  }
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

function choiceFigure({ cluster, candidates }: ChoiceQuestions, scores: Float32Array, seed: number): Figure {
  const right = Float32Array.from(cluster, (_, q) => {
    const own = scores.subarray(q * candidates, (q + 1) * candidates);
    const best = Math.max(...own);
    return own[0] === best ? 1 / own.filter((s) => s === best).length : 0;
  });
  return bootstrapFigure(cluster, weightedMean(right), seedFor(seed, "interval"));
}

/** A figure whose interval is not drawn: both bounds are the value. */
function plainFigure({ target }: PairQuestions, value: number): Figure {
  return { value, lower: value, upper: value, n: target.length };
}
