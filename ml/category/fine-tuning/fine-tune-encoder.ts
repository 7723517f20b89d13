import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { splitByGroup } from "@/ml/datasets/split";
import { type Activations, cacheActivations } from "@/ml/encoders/last-block/activations";
import { type ActivationPlan, bytesOf, fittingPlan } from "@/ml/encoders/last-block/activations-plan";
import { embedTail, readablePhotos } from "@/ml/encoders/last-block/embed-tail";
import { type SplitGraph, splitGraph } from "@/ml/encoders/last-block/split";
import { asWritten, storedNumbers } from "@/ml/encoders/last-block/tail";
import { type Graph, openSession } from "@/ml/encoders/onnx";
import { bootstrapFigure, type Figure, weightedMean } from "@/ml/evaluation/bootstrap";
import { pairedBootstrap } from "@/ml/evaluation/paired-bootstrap";
import type { TensorFlow } from "@/ml/runtime/backend";
import { withNumbers } from "@/ml/runtime/onnx-model";
import { type OnProgress, phaseReport } from "@/ml/runtime/progress";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import type { CategoryConfig } from "../config";
import { DEFAULT_FINE_TUNING, type FineTuningConfig } from "./config";
import { type PhotosToLearn, refuseUnteachable } from "./photos";
import { tuneBlock } from "./tune-block";
import { worthOf } from "./worth";

/** weights: the ONNX file with the tuned block. figures: on garment models that were kept back, by the category network
 *  trained anew on the frozen and on the tuned vectors (right), and by the ten nearest (near); gain: tuned − frozen. */
export type FineTuned = { weights: Uint8Array; figures: Record<string, Figure>; notes: string[] };

/** Seed of what is drawn of the photos: that of the run would leave the next one nothing to go on from. */
const DRAWING = 1;
/** More photos take hours, and teach little more. */
const MOST_PHOTOS = 30_000;
/** Share of the garment models that are kept back. */
const KEPT_BACK = 0.2;

/** measuring: the category network that is trained to compare. */
type Work = {
  graph: Graph;
  photos: PhotosToLearn;
  folder: string;
  config?: Partial<FineTuningConfig>;
  measuring?: Partial<CategoryConfig>;
  seed: number;
};

/** Tunes an encoder's last block on labelled photos and measures on a fifth of the garment models, which it does not learn
 *  from, whether that helped. Activations lie in `folder` meanwhile; an interrupted run goes on from them. Throws
 *  TrainingRefused on photos that can't teach, EncoderUnusable on a graph whose last block can't be trained. */
export async function fineTuneEncoder(
  tf: TensorFlow,
  { graph, photos: given, folder, config: changes, measuring = {}, seed }: Work,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<FineTuned> {
  const config = { ...DEFAULT_FINE_TUNING, ...changes };
  refuseUnteachable(given);
  const open = (weights: Uint8Array) =>
    openSession({ where: graph.where, weights }, { threads: availableParallelism() });
  const split = await splitGraph(graph, open);
  const plan = planOf(graph, split, given, config);
  const notes = notesOf(plan, given, config);
  const photos = drawPhotos(given, plan.photos);
  const { height, width, channels } = split.shape;
  onProgress(
    phaseReport(
      `Preparing ${plan.photos} photos, ${1 + plan.drawn} views each, ${height} × ${width} × ${channels} numbers a view: ${sizeOf(plan)} on disk`,
    ),
  );
  const session = await open(split.trunk);
  const work = { split, preprocessing: graph.preprocessing, session, files: photos.files, plan, folder, seed: DRAWING };
  const activations = await cacheActivations(work, {
    signal,
    onProgress: (done, total) => onProgress(phaseReport("Preparing photos", done, total)),
  }).finally(() => session.release());
  const fineTuned = await tune(
    tf,
    { split, activations, photos, config, measuring, seed, notes },
    onProgress,
    signal,
  ).finally(() => activations.file.close());
  await rm(activations.path, { force: true });
  return fineTuned;
}

type Prepared = {
  split: SplitGraph;
  activations: Activations;
  photos: PhotosToLearn;
  config: FineTuningConfig;
  measuring: Partial<CategoryConfig>;
  seed: number;
  notes: string[];
};

async function tune(
  tf: TensorFlow,
  { split, activations, photos, config, measuring, seed, notes }: Prepared,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<FineTuned> {
  const { label, classes, group } = photos;
  const readable = readablePhotos(activations);
  const broken = readable.filter((one) => one === 0).length;
  if (broken > 0) notes.push(`${broken} photos could not be decoded and taught nothing.`);
  const part = splitByGroup(group, new Uint8Array(group.length), KEPT_BACK, seed);
  const rows = (wanted: number) => Int32Array.from(label.keys()).filter((i) => part[i] === wanted && readable[i] === 1);
  const question = { taught: rows(0), asked: rows(1) };
  const work = { tail: split.tail, activations, label, classes: classes.length, taught: question.taught, config, seed };
  const { block } = await tuneBlock(tf, work, onProgress, signal);
  const worth = async (parameters: typeof block) => {
    onProgress(phaseReport("Measuring on garment models that were kept back"));
    const embedding = await embedTail(tf, split.tail, parameters, activations, signal);
    return worthOf(tf, photos, question, embedding, { config: measuring, seed }, signal);
  };
  const frozen = await worth(split.tail.pretrained);
  const tuned = await worth(asWritten(split.tail, block));
  const cluster = question.asked.map((i) => group[i]!);
  const interval = seedFor(seed, "interval");
  const figures: Record<string, Figure> = {};
  for (const name of ["right", "near"] as const) {
    const [before, after] = [weightedMean(frozen[name]), weightedMean(tuned[name])];
    figures[`${name}.frozen`] = bootstrapFigure(cluster, before, interval);
    figures[`${name}.tuned`] = bootstrapFigure(cluster, after, interval);
    figures[`${name}.gain`] = pairedBootstrap(cluster, after, before, interval);
  }
  return { weights: withNumbers(split.model, storedNumbers(split.tail, block)), figures, notes };
}

function planOf({ preprocessing }: Graph, { shape }: SplitGraph, { files }: PhotosToLearn, config: FineTuningConfig) {
  return fittingPlan({
    photos: Math.min(files.length, MOST_PHOTOS),
    views: preprocessing.views.length,
    drawn: config.drawnViews,
    numbers: shape.height * shape.width * shape.channels,
  });
}

function notesOf(
  { photos, drawn }: ActivationPlan,
  { files }: PhotosToLearn,
  { drawnViews }: FineTuningConfig,
): string[] {
  const bound = "4 GB of activations hold no more.";
  return [
    ...(photos < files.length
      ? [
          `Only ${photos} of ${files.length} photos, drawn by chance: ${photos === MOST_PHOTOS ? "more would take hours." : bound}`,
        ]
      : []),
    ...(drawn < drawnViews ? [`Only ${drawn} further views of each photo: ${bound}`] : []),
  ];
}

/** Some of the photos, by chance, in a fixed order. */
function drawPhotos(photos: PhotosToLearn, count: number): PhotosToLearn {
  const { files, label, classes, group } = photos;
  if (count >= files.length) return photos;
  const rows = permutation(rngOf(seedFor(DRAWING, "photos")), files.length)
    .slice(0, count)
    .sort();
  return {
    classes,
    files: Array.from(rows, (i) => files[i]!),
    label: rows.map((i) => label[i]!),
    group: rows.map((i) => group[i]!),
  };
}

const sizeOf = (plan: ActivationPlan) => {
  const bytes = bytesOf(plan);
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
};
