import type { Activations } from "@/ml/encoders/last-block/activations";
import { rowOfView } from "@/ml/encoders/last-block/activations-plan";
import { rowReader, vectorsOfRows } from "@/ml/encoders/last-block/embed-tail";
import { forwardOf } from "@/ml/encoders/last-block/forward-tail";
import type { Tail } from "@/ml/encoders/last-block/tail";
import { AdamW, warmUpCosine } from "@/ml/runtime/adamw";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, rowOf, takeRows } from "@/ml/runtime/matrix";
import { copyParameters, lossAndGradients, type Parameters } from "@/ml/runtime/parameters";
import { breathe, type OnProgress } from "@/ml/runtime/progress";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { type Batch, Batches, type Lesson } from "./batches";
import { BlockWeights } from "./block-weights";
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
  const { activations, taught, config, seed, label, classes } = work;
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
  const block = await trainBoth(tf, { lesson, head, loss, work }, onProgress, signal);
  return { block, frozenHead };
}

/** The block and the head together → the block's averaged weights. */
async function trainBoth(
  tf: TensorFlow,
  { lesson, head, loss, work }: Omit<HeadWork, "frozen">,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<Parameters> {
  const { tail, activations, config, seed } = work;
  const block = new BlockWeights(tail.pretrained, config);
  const forward = forwardOf(tf, tail);
  const { height, width, channels } = tail.shapes.get(tail.input)!;
  const rng = rngOf(seedFor(seed, "batches"));
  const batches = new Batches(lesson, config, activations.plan.numbers, rowReader(activations), rng);
  const headOptimiser = new AdamW({ weightDecay: config.headDecay });
  const epochs = epochsOf(config.epochs, batches, config);
  const steps = epochs * batches.stepsPerEpoch;
  for (let epoch = 1, step = 0; epoch <= epochs; epoch++) {
    const began = performance.now();
    let total = 0;
    for (let s = 0; s < batches.stepsPerEpoch; s++, step++) {
      const batch = batches.next();
      const { gradients, loss: found } = lossAndGradients(tf, { ...block.current, ...head.parameters }, (w) => {
        const x = tf.tensor3d(batch.x, [1, batches.b * height * width, channels]);
        return loss(w, forward(w, x, batches.b), batch);
      });
      block.update(gradients, warmUpCosine(step, steps, config.blockRate));
      headOptimiser.update(head.parameters, gradients, warmUpCosine(step, steps, config.headRate / 2));
      total += found / batches.stepsPerEpoch;
      await breathe(signal);
    }
    const itemsPerSecond = (1_000 * batches.stepsPerEpoch * batches.b) / (performance.now() - began);
    onProgress({ phase: "Training the last block", epoch, epochs, loss: total, validation: null, itemsPerSecond });
  }
  return block.averaged();
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
  const epochs = epochsOf(config.headEpochs, batches, config);
  const steps = epochs * batches.stepsPerEpoch;
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
        epochs,
        loss: found,
        validation: null,
        itemsPerSecond: null,
      });
    }
  }
}

const epochsOf = (wanted: number, { stepsPerEpoch }: Batches, { fewestSteps }: FineTuningConfig) =>
  Math.max(wanted, Math.ceil(fewestSteps / stepsPerEpoch));
