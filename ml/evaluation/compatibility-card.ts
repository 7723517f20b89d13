import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { seedFor } from "@/ml/runtime/seed";
import { bootstrapFigure, centredBootstrapFigure, type Figure } from "./bootstrap";
import { reweightedCalibrationError } from "./calibration";
import { AGAINST, type Card, type CardCurve, type CardSlice, VERSION } from "./card";
import { controlsOf, type PairScorer } from "./controls";
import { calibrationBins, precisionRecallPoints, rocPoints } from "./curves";
import { changesOf, confusionCells, type Judged, worstMistakes } from "./examples";
import { type HoldoutQuestions, judgedHoldout } from "./gate-questions";
import { groupsOf } from "./groups";
import { byNewness } from "./newness";
import { type PairQuestions, sameFamilySeasonQuestions } from "./pair-questions";
import { reweightedArea, reweightedPrecision } from "./ranking";

const FEWEST_QUESTIONS = 20;

type Scorers = Record<string, PairScorer>;

/** What a model card shows of a scorer of pairs, beside the one that serves and the rules without learning. `asked`: the
 *  gate's questions; categories [c]: the names that dataset.family counts. Probabilities above a half say "fits". */
export function compatibilityCard(
  dataset: CompatibilityDataset,
  asked: HoldoutQuestions,
  { version, against }: { version: PairScorer; against: PairScorer | null },
  { seed, categories }: { seed: number; categories: string[] },
): Card {
  const scorers: Scorers = { [VERSION]: version, ...(against ? { [AGAINST]: against } : {}), ...controlsOf(dataset) };
  const interval = seedFor(seed, "interval");
  const scores = Object.fromEntries(Object.entries(scorers).map(([name, score]) => [name, score(asked.pairs)]));
  const questions = examplesOf(dataset, asked, version, against);
  return {
    source: asked.source,
    n: asked.target.length,
    models: new Set(asked.cluster).size,
    baseRate: asked.target.reduce((sum, y) => sum + y, 0) / Math.max(1, asked.target.length),
    confirmed: asked.judgements,
    curves: asked.target.length < FEWEST_QUESTIONS ? [] : curvesOf(asked, scores, interval),
    calibration: calibrationOf(asked, scores, interval),
    slices: slicesOf(dataset, asked, scorers, seed),
    groups: pairGroups(dataset, asked, scores, categories),
    cells: confusionCells(questions),
    mistakes: worstMistakes(questions),
    changes: changesOf(questions),
  };
}

export function curvesOf(
  { target, cluster }: Pick<PairQuestions, "target" | "cluster">,
  scores: Record<string, Float32Array>,
  seed: number,
): CardCurve[] {
  if (new Set(target).size < 2) return [];
  return Object.entries(scores).map(([name, own]) => ({
    name,
    auc: bootstrapFigure(cluster, reweightedArea(own, target), seed),
    averagePrecision: bootstrapFigure(cluster, reweightedPrecision(own, target), seed),
    roc: rocPoints(own, target),
    precisionRecall: precisionRecallPoints(own, target),
  }));
}

function calibrationOf({ target, cluster }: PairQuestions, scores: Record<string, Float32Array>, seed: number) {
  if (target.length < FEWEST_QUESTIONS) return [];
  return [VERSION, AGAINST]
    .filter((name) => scores[name])
    .map((name) => ({
      name,
      error: centredBootstrapFigure(cluster, reweightedCalibrationError(scores[name], target), seed),
      bins: calibrationBins(scores[name], target),
    }));
}

/** Area under the ROC curve by protocol and by how many of the two products are new, every scorer beside the version. */
function slicesOf(dataset: CompatibilityDataset, asked: HoldoutQuestions, scorers: Scorers, seed: number): CardSlice[] {
  const same = sameFamilySeasonQuestions(dataset, seed);
  const parts: [string, PairQuestions][] = [
    ["judged", judgedHoldout(dataset)],
    ...(asked.source === "outfits" ? [["degreeMatched", asked] as [string, PairQuestions]] : []),
    ["sameFamilySeason", same],
    ...(Object.entries(byNewness(same, dataset.holdout)) as [string, PairQuestions][]),
  ];
  return parts
    .filter(([, { target }]) => target.length >= FEWEST_QUESTIONS)
    .map(([name, { pairs, target, cluster }]) => ({
      name,
      n: target.length,
      figures: Object.fromEntries(
        Object.entries(scorers).flatMap(([scorer, score]): [string, Figure][] => {
          const figure = bootstrapFigure(cluster, reweightedArea(score(pairs), target), seedFor(seed, "interval"));
          return Number.isFinite(figure.value) ? [[scorer, figure]] : [];
        }),
      ),
    }))
    .filter(({ figures }) => figures[VERSION]);
}

/** Share right by pair of categories. A control says yes as often as the truth does: it has no probability to halve. */
function pairGroups(
  { family }: CompatibilityDataset,
  { pairs, target }: PairQuestions,
  scores: Record<string, Float32Array>,
  categories: string[],
) {
  const { [VERSION]: own, [AGAINST]: served, ...controls } = scores;
  const halved = (values: Float32Array) => rightAbove(values, target, 0.5);
  return groupsOf(
    target.length,
    (q) => {
      const names = [categories[family[pairs[2 * q]]], categories[family[pairs[2 * q + 1]]]];
      return names.every(Boolean) ? names : null;
    },
    {
      version: halved(own),
      others: {
        ...(served ? { [AGAINST]: halved(served) } : {}),
        ...Object.fromEntries(
          Object.entries(controls).map(([name, values]) => [name, rightAbove(values, target, cutOf(values, target))]),
        ),
      },
    },
  );
}

const rightAbove = (scores: Float32Array, target: Float32Array, cut: number) =>
  Uint8Array.from(target, (y, q) => +(scores[q] > cut === y > 0.5));

/** The score above which as many questions lie as are true. */
function cutOf(scores: Float32Array, target: Float32Array): number {
  const yes = target.reduce((sum, y) => sum + +(y > 0.5), 0);
  return scores.toSorted()[Math.max(0, scores.length - yes - 1)];
}

/** The questions as examples, and the judged holdout pairs with them where outfits decide. */
function examplesOf(
  dataset: CompatibilityDataset,
  asked: HoldoutQuestions,
  version: PairScorer,
  against: PairScorer | null,
): Judged[] {
  const parts = asked.source === "judged" ? [asked] : [judgedHoldout(dataset), asked];
  return parts.flatMap(({ pairs, target }, part) => {
    const [now, before] = [version(pairs), against?.(pairs) ?? null];
    const isJudged = asked.source === "judged" || part === 0;
    return Array.from(target, (y, q): Judged => {
      const answer = (p: number) => ({ says: p > 0.5 ? "fits" : "clashes", chance: Math.max(p, 1 - p) });
      const loss = (p: number) => Math.abs(y - p);
      return {
        products: [dataset.productIds[pairs[2 * q]], dataset.productIds[pairs[2 * q + 1]]],
        truth: y > 0.5 ? "fits" : "clashes",
        // Stylists have put a worn pair together; that a drawn one clashes nobody has said.
        isConfirmed: isJudged || y > 0.5,
        version: answer(now[q]),
        against: before && answer(before[q]),
        loss: loss(now[q]),
        lossBefore: before && loss(before[q]),
      };
    });
  });
}
