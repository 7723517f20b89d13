import type { Activations } from "@/ml/encoders/last-block/activations";
import { rowOfView } from "@/ml/encoders/last-block/activations-plan";
import { rowReader, vectorsOfRows } from "@/ml/encoders/last-block/embed-tail";
import { forwardOf } from "@/ml/encoders/last-block/forward-tail";
import type { Tail } from "@/ml/encoders/last-block/tail";
import { AdamW, warmUpCosine } from "@/ml/runtime/adamw";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, rowOf, takeRows } from "@/ml/runtime/matrix";
import { copyParameters, lossAndGradients, type Parameters, zeros } from "@/ml/runtime/parameters";
import { breathe, type OnProgress } from "@/ml/runtime/progress";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { type Batch, Batches, type Lesson } from "./batches";
import type { FineTuningConfig } from "./config";
import { type Head, headLossOf, initialiseHead } from "./head";

/** label [photos] by category, taught: the photos to learn from. frozen: their vectors, where they are known already. */
export type TuningWork = {
  frozen?: FrozenVectors;
  tail: Tail;
  activations: Pick<Activations, "file" | "plan">;
  label: Int32Array;
  classes: number;
  taught: Int32Array;
  config: FineTuningConfig;
  seed: number;
};

/** Tunes a tail's weights under a dense head: first the head alone on the frozen vectors, then both, the block's weights
 *  as pretrained + spread · change, where the change is pulled to zero. frozenHead: the head before the block moved. Same
 *  seed and backend, same weights. */
export async function tuneBlock(
  tf: TensorFlow,
  work: TuningWork,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<{ block: Parameters; frozenHead: Head }> {
  const { tail, activations, taught, config, seed, label, classes } = work;
  const { plan } = activations;
  const variants = Array.from({ length: plan.views * (1 + plan.drawn) }, (_, at) => at);
  const rowsOf = (photo: number) => variants.map((at) => rowOfView(plan, photo, 0, 0) + at);
  const lesson: Lesson = { label, classes, taught, rowsOf };
  const few = (photo: number) => rowsOf(photo).slice(0, Math.max(1, Math.floor(MOST_VECTORS / taught.length)));
  const frozen = work.frozen ?? (await frozenVectors(tf, work, Array.from(taught).flatMap(few), signal));
  const own = Array.from(taught, (photo) => frozen.placeOf.get(rowsOf(photo)[0]!)!);
  const head = initialiseHead(takeRows(frozen.vectors, own), classes, config, seed);
  const loss = headLossOf(tf, head, config, seed);
  await trainHead(tf, { lesson: { ...lesson, rowsOf: few }, head, loss, frozen, work }, onProgress, signal);

  const frozenHead = { ...head, parameters: copyParameters(head.parameters) };
  const spread = Object.fromEntries(Object.entries(tail.pretrained).map(([name, { data }]) => [name, spreadOf(data)]));
  const change: Parameters = Object.fromEntries(
    Object.entries(tail.pretrained).map(([name, { shape }]) => [name, zeros(shape)]),
  );
  const mean = Object.fromEntries(
    Object.entries(change).map(([name, { data }]) => [name, new Float32Array(data.length)]),
  );
  const block = blockOf(tail.pretrained, spread, change);
  const forward = forwardOf(tf, tail);
  const { height, width, channels } = tail.shapes.get(tail.input)!;
  const batches = new Batches(lesson, config, plan.numbers, rowReader(activations), rngOf(seedFor(seed, "batches")));
  const [blockOptimiser, headOptimiser] = [
    new AdamW({ weightDecay: config.pull }),
    new AdamW({ weightDecay: config.headDecay }),
  ];
  const steps = config.epochs * batches.stepsPerEpoch;
  let total = 0;
  let began = performance.now();
  for (let step = 0; step < steps; step++) {
    const batch = batches.next();
    const result = lossAndGradients(tf, { ...block, ...head.parameters }, (w) => {
      const x = tf.tensor3d(batch.x, [1, batches.b * height * width, channels]);
      return loss(w, forward(w, x, batches.b), batch);
    });
    blockOptimiser.update(change, result.gradients, warmUpCosine(step, steps, config.blockRate));
    headOptimiser.update(head.parameters, result.gradients, warmUpCosine(step, steps, config.headRate / 2));
    move(block, tail.pretrained, spread, change, mean, Math.min(config.averaging, (1 + step) / (10 + step)));
    total += result.loss;
    await breathe(signal);
    if ((step + 1) % batches.stepsPerEpoch > 0) continue;
    const seconds = (performance.now() - began) / 1_000;
    const itemsPerSecond = (batches.stepsPerEpoch * batches.b) / seconds;
    const epoch = (step + 1) / batches.stepsPerEpoch;
    onProgress({
      phase: "Training the last block",
      epoch,
      epochs: config.epochs,
      loss: total / batches.stepsPerEpoch,
      validation: null,
      itemsPerSecond,
    });
    total = 0;
    began = performance.now();
  }
  const kept = Object.fromEntries(
    Object.entries(change).map(([name, { shape }]) => [
      name,
      { shape, data: mean[name]!.map((one) => one * config.way) },
    ]),
  );
  return { block: blockOf(tail.pretrained, spread, kept), frozenHead };
}

/** Vectors that are held at once while the head learns alone; of more photos fewer views. */
const MOST_VECTORS = 60_000;

/** vectors [n, d] of rows of activations; placeOf: where a row's is. */
export type FrozenVectors = { vectors: Matrix; placeOf: Map<number, number> };

/** What the pretrained block makes of rows of activations. */
export async function frozenVectors(
  tf: TensorFlow,
  { tail, activations }: Pick<TuningWork, "tail" | "activations">,
  rows: number[],
  signal?: AbortSignal,
): Promise<FrozenVectors> {
  const vectors = await vectorsOfRows(tf, tail, tail.pretrained, activations, rows, signal);
  return { vectors, placeOf: new Map(rows.map((row, at) => [row, at])) };
}

type HeadWork = {
  lesson: Lesson;
  head: Head;
  loss: ReturnType<typeof headLossOf>;
  frozen: FrozenVectors;
  work: TuningWork;
};

/** A head that starts at random would first tear the block apart (Kumar et al. 2022). */
async function trainHead(
  tf: TensorFlow,
  { lesson, head, loss, frozen: { vectors, placeOf }, work }: HeadWork,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  const { config, seed } = work;
  const read = (row: number) => rowOf(vectors, placeOf.get(row)!);
  const batches = new Batches(lesson, config, vectors.columns, read, rngOf(seedFor(seed, "head batches")));
  const optimiser = new AdamW({ weightDecay: config.headDecay });
  const steps = config.headEpochs * batches.stepsPerEpoch;
  for (let step = 0; step < steps; step++) {
    const batch: Batch = batches.next();
    const { gradients, loss: found } = lossAndGradients(tf, head.parameters, (w) =>
      loss(w, tf.tensor3d(batch.x, [1, batches.b, vectors.columns]), batch),
    );
    optimiser.update(head.parameters, gradients, warmUpCosine(step, steps, config.headRate));
    await breathe(signal);
    if ((step + 1) % batches.stepsPerEpoch === 0) {
      const epoch = (step + 1) / batches.stepsPerEpoch;
      onProgress({
        phase: "Training the head",
        epoch,
        epochs: config.headEpochs,
        loss: found,
        validation: null,
        itemsPerSecond: null,
      });
    }
  }
}

/** Root mean square; 1 for a tensor of zeros. */
function spreadOf(data: Float32Array): number {
  return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length) || 1;
}

function blockOf(pretrained: Parameters, spread: Record<string, number>, change: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(pretrained).map(([name, { shape, data }]) => {
      const moved = data.map((value, i) => value + spread[name]! * change[name]!.data[i]!);
      return [name, { shape, data: moved }];
    }),
  );
}

/** Brings block to pretrained + spread · change, in place, and the moving average of the change along. */
function move(
  block: Parameters,
  pretrained: Parameters,
  spread: Record<string, number>,
  change: Parameters,
  mean: Record<string, Float32Array>,
  decay: number,
): void {
  for (const [name, { data }] of Object.entries(block)) {
    const [start, moved, average, scale] = [pretrained[name]!.data, change[name]!.data, mean[name]!, spread[name]!];
    for (let i = 0; i < data.length; i++) {
      data[i] = start[i]! + scale * moved[i]!;
      average[i] = decay * average[i]! + (1 - decay) * moved[i]!;
    }
  }
}
