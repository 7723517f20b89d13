import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { decodeArrays, encodeArrays, floatsOf } from "@/ml/artifacts/arrays";
import { headLogits } from "@/ml/category/fine-tuning/head";
import { type TuningWork, tuneBlock } from "@/ml/category/fine-tuning/tune-block";
import { largestOf } from "@/ml/category/softmax";
import { rowOfView } from "@/ml/encoders/last-block/activations-plan";
import { vectorsOfRows } from "@/ml/encoders/last-block/embed-tail";
import type { TensorFlow } from "@/ml/runtime/backend";
import type { Parameters } from "@/ml/runtime/parameters";

/** Tunes the block for a question, or reads what an earlier run left in `file`. seconds: what the tuning took. */
export async function tunedBlock(
  tf: TensorFlow,
  work: TuningWork,
  file: string,
): Promise<{ block: Parameters; seconds: number }> {
  if (existsSync(file)) return readBlock(file);
  const began = performance.now();
  const { block } = await tuneBlock(tf, work, () => {});
  const seconds = (performance.now() - began) / 1_000;
  writeFileSync(file, encodeArrays({ seconds }, block));
  return { block, seconds };
}

function readBlock(file: string) {
  const { meta, arrays } = decodeArrays(readFileSync(file));
  const block = Object.fromEntries(
    Object.keys(arrays).map((name) => [name, { shape: arrays[name]!.shape, data: floatsOf(arrays, name) }]),
  );
  return { ...(meta as { seconds: number }), block };
}

/** As many passes as the category network makes. */
const CONTROL_EPOCHS = 40;

/** The control: for each photo asked, 1 where the head that the block would be tuned under is right on the frozen block,
 *  after as many passes over the same views, mixed the same way, as it can use. */
export async function frozenControl(
  tf: TensorFlow,
  work: TuningWork,
  asked: Int32Array,
  file: string,
): Promise<number[]> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const config = { ...work.config, headEpochs: CONTROL_EPOCHS, epochs: 0, fewestSteps: 0 };
  const { frozenHead } = await tuneBlock(tf, { ...work, config }, () => {});
  const { tail, activations, label, classes: k } = work;
  const rows = asked.map((i) => rowOfView(activations.plan, i, 0, 0));
  const logits = headLogits(tf, frozenHead, await vectorsOfRows(tf, tail, tail.pretrained, activations, rows));
  const control = Array.from(asked, (i, at) => (largestOf(logits.data, at * k, k) === label[i] ? 1 : 0));
  writeFileSync(file, JSON.stringify(control));
  return control;
}
