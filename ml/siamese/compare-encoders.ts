import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { TrainingRefused } from "@/ml/datasets/training-refused";
import { bootstrapFigure } from "@/ml/evaluation/bootstrap";
import { type Compared, comparedShares, comparedStatistics } from "@/ml/evaluation/compared";
import { holdoutQuestions } from "@/ml/evaluation/gate-questions";
import { probeAnswers } from "@/ml/evaluation/probe";
import { reweightedArea } from "@/ml/evaluation/ranking";
import type { TensorFlow } from "@/ml/runtime/backend";
import { normaliseRows, presentRows, takeRows } from "@/ml/runtime/matrix";
import { breathe, type OnProgress, phaseReport } from "@/ml/runtime/progress";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import { topK } from "@/ml/similarity/exact";
import type { SiameseConfig } from "./config";
import { networkItems } from "./items";
import { legsInBulk } from "./legs";
import { scorePairsInBulk } from "./score-pairs";
import { trainSiamese } from "./train";

/** How two encoders compare on one catalogue. Products are rows of the datasets, classes their categories. */
export type EncoderComparison = {
  /** A linear probe on each frozen embedding, out of fold: all products, and by category those that have enough. */
  probe: { all: Compared; categories: ({ category: number } & Compared)[] } | null;
  /** Area under the ROC curve of the same small network, trained on each, over the same holdout pairs. */
  pairs: ({ source: "judged" | "outfits" } & Compared) | null;
  /** Share of each garment's nearest ones, other models, that are of its category. */
  nearest: Compared | null;
  /** The nearest of a few garments under each, best first. */
  neighbours: { product: number; live: number[]; next: number[] }[];
  /** What could not be measured, in sentences. */
  notes: string[];
};

/** network: of the pair networks, the same for both. */
export type ComparisonOptions = { judgements: number; seed: number; network: Partial<SiameseConfig> };

/** Products that the probe is fitted on, at most: whole garment models, drawn by the seed. */
const MOST_PROBED = 6_000;
/** Garment models below which a category's figure would say nothing. */
const FEWEST_MODELS = 5;
const NEAREST = 6;
/** Some of those shown may have left the catalogue: the reader drops them. */
const SHOWN_DEEP = 12;
const SHOWN = 8;

/** Measures the encoder of `next` beside the one of `live`: two datasets that differ in nothing but their embeddings. Same
 *  seed, same figures. Throws the signal's reason when it is aborted. */
export async function compareEncoders(
  tf: TensorFlow,
  live: CompatibilityDataset,
  next: CompatibilityDataset,
  { judgements, seed, network }: ComparisonOptions,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<EncoderComparison> {
  const notes: string[] = [];
  onProgress(phaseReport("Looking at neighbours"));
  const { nearest, neighbours } = await compareNeighbours(live, next, seed, signal);
  onProgress(phaseReport("Telling categories apart"));
  const probe = await compareProbes(tf, live, next, seed, notes, signal);
  const pairs = await comparePairs(tf, live, next, { judgements, seed, network }, notes, onProgress, signal);
  return { probe, pairs, nearest, neighbours, notes };
}

async function compareProbes(
  tf: TensorFlow,
  live: CompatibilityDataset,
  next: CompatibilityDataset,
  seed: number,
  notes: string[],
  signal?: AbortSignal,
): Promise<EncoderComparison["probe"]> {
  const rows = probedRows(live, next, seed);
  const [label, group] = [live.family, live.group].map((list) => Int32Array.from(rows, (i) => list[i]));
  const classes = Math.max(0, ...label) + 1;
  if (new Set(group).size < 20 || new Set(label).size < 2) {
    notes.push("Too few garments have a category to tell how well either encoder tells categories apart.");
    return null;
  }
  const answers = async ({ embedding }: CompatibilityDataset) =>
    probeAnswers(tf, { embedding: takeRows(embedding, rows), label, group }, classes, seed, signal);
  const [was, is] = [await answers(live), await answers(next)];
  const compared = (places: number[]) =>
    comparedShares(
      Int32Array.from(places, (r) => group[r]),
      Uint8Array.from(places, (r) => (was[r] === label[r] ? 1 : 0)),
      Uint8Array.from(places, (r) => (is[r] === label[r] ? 1 : 0)),
      seedFor(seed, "probe interval"),
    );
  const places = [...rows.keys()];
  const categories = [...new Set(label)]
    .sort((a, b) => a - b)
    .flatMap((category) => {
      const own = places.filter((r) => label[r] === category);
      return new Set(own.map((r) => group[r])).size < FEWEST_MODELS ? [] : [{ category, ...compared(own) }];
    });
  return { all: compared(places), categories };
}

/** Products with a category and both embeddings, of whole garment models in a drawn order until there are enough. */
function probedRows(live: CompatibilityDataset, next: CompatibilityDataset, seed: number): Int32Array {
  const [was, is] = [presentRows(live.embedding), presentRows(next.embedding)];
  const usable = Int32Array.from(live.family.keys()).filter((i) => live.family[i] >= 0 && was[i] === 1 && is[i] === 1);
  if (usable.length <= MOST_PROBED) return usable;
  const models = [...new Set(Array.from(usable, (i) => live.group[i]))];
  const place = new Map(models.map((model, at) => [model, at]));
  const order = permutation(rngOf(seedFor(seed, "probed models")), models.length);
  const turn = new Int32Array(models.length);
  order.forEach((at, t) => {
    turn[at] = t;
  });
  const turnOf = (i: number) => turn[place.get(live.group[i])!];
  return usable
    .sort((i, j) => turnOf(i) - turnOf(j) || i - j)
    .slice(0, MOST_PROBED)
    .sort();
}

async function comparePairs(
  tf: TensorFlow,
  live: CompatibilityDataset,
  next: CompatibilityDataset,
  { judgements, seed, network }: ComparisonOptions,
  notes: string[],
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<EncoderComparison["pairs"]> {
  const asked = holdoutQuestions(live, judgements, seed);
  if (asked.target.length < 20) {
    notes.push("Too few holdout pairs are known to tell which encoder is better at pairs.");
    return null;
  }
  const scores = async (dataset: CompatibilityDataset, which: string) => {
    const told: OnProgress = (report) => onProgress({ ...report, phase: `Learning pairs with the ${which} encoder` });
    const { model } = await trainSiamese(tf, dataset, network, seed, told, signal);
    const legs = legsInBulk(tf, model, networkItems(dataset, model, tf));
    return scorePairsInBulk(tf, model, legs, asked.pairs).compatibility;
  };
  try {
    const [was, is] = [await scores(live, "present"), await scores(next, "new")];
    const { source, cluster, target } = asked;
    const interval = seedFor(seed, "pair interval");
    return {
      source,
      ...comparedStatistics(
        cluster,
        [reweightedArea(was, target), reweightedArea(is, target)],
        (statistic) => bootstrapFigure(cluster, statistic, interval),
        interval,
      ),
    };
  } catch (error) {
    if (!(error instanceof TrainingRefused)) throw error;
    notes.push(`Pairs were not compared: ${error.message}`);
    return null;
  }
}

/** Work of one search, in multiplications: more queries would keep people waiting. */
const SEARCH_WORK = 2e10;

async function compareNeighbours(
  live: CompatibilityDataset,
  next: CompatibilityDataset,
  seed: number,
  signal?: AbortSignal,
): Promise<Pick<EncoderComparison, "nearest" | "neighbours">> {
  const { family, group } = live;
  const [was, is] = [presentRows(live.embedding), presentRows(next.embedding)];
  const usable = Int32Array.from(family.keys()).filter((i) => family[i] >= 0 && was[i] === 1 && is[i] === 1);
  if (usable.length < 2) return { nearest: null, neighbours: [] };
  const width = Math.max(live.embedding.columns, next.embedding.columns);
  const most = Math.max(100, Math.min(1_500, Math.floor(SEARCH_WORK / (usable.length * width))));
  const order = permutation(rngOf(seedFor(seed, "neighbours")), usable.length);
  const shown = shownRows(
    Array.from(order, (at) => usable[at]),
    family,
  );
  const asked = Int32Array.from(new Set([...shown, ...Array.from(order.subarray(0, most), (at) => usable[at])]));
  const found: number[][][] = [];
  for (const { embedding } of [live, next]) {
    await breathe(signal);
    const base = normaliseRows(takeRows(embedding, usable));
    const groups = { query: Int32Array.from(asked, (i) => group[i]), base: Int32Array.from(usable, (i) => group[i]) };
    const { index } = topK(normaliseRows(takeRows(embedding, asked)), base, SHOWN_DEEP, { excludeGroup: groups });
    found.push(
      Array.from(asked, (_, q) =>
        Array.from(index.subarray(q * SHOWN_DEEP, (q + 1) * SHOWN_DEEP)).flatMap((at) => (at < 0 ? [] : [usable[at]])),
      ),
    );
  }
  // One question for each neighbour: is it of the garment's own category?
  const questions = Array.from(asked.keys()).filter((q) => found.every((lists) => lists[q].length >= NEAREST));
  const right = (lists: number[][]) =>
    Uint8Array.from(
      questions.flatMap((q) => lists[q].slice(0, NEAREST).map((i) => (family[i] === family[asked[q]] ? 1 : 0))),
    );
  const cluster = Int32Array.from(questions.flatMap((q) => Array<number>(NEAREST).fill(group[asked[q]])));
  return {
    nearest:
      questions.length === 0
        ? null
        : comparedShares(cluster, right(found[0]), right(found[1]), seedFor(seed, "neighbour interval")),
    neighbours: shown.map((product, q) => ({ product, live: found[0][q], next: found[1][q] })),
  };
}

/** One garment of each of the largest categories, the first in the drawn order. */
function shownRows(drawn: number[], family: Int32Array): number[] {
  const sizes = new Map<number, number>();
  for (const i of drawn) sizes.set(family[i], (sizes.get(family[i]) ?? 0) + 1);
  const largest = [...sizes].sort(([a, n], [b, m]) => m - n || a - b).slice(0, SHOWN);
  return largest.map(([category]) => drawn.find((i) => family[i] === category)!);
}
