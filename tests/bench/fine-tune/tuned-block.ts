import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { decodeArrays, encodeArrays, floatsOf } from "@/ml/artifacts/arrays";
import { headLogits } from "@/ml/category/fine-tuning/head";
import { type TuningWork, tuneBlock } from "@/ml/category/fine-tuning/tune-block";
import type { Question } from "@/ml/category/fine-tuning/worth";
import { largestOf } from "@/ml/category/softmax";
import { rowOfView } from "@/ml/encoders/last-block/activations-plan";
import { vectorsOfRows } from "@/ml/encoders/last-block/embed-tail";
import type { TensorFlow } from "@/ml/runtime/backend";
import type { Parameters } from "@/ml/runtime/parameters";

/** A tuned block, how right the frozen one is under the same head, and what the tuning took. */
type TunedBlock = { block: Parameters; control: number[]; seconds: number };

/** Tunes the block for a question, or reads what an earlier run left in `file`. */
export async function tunedBlock(
  tf: TensorFlow,
  work: TuningWork,
  { asked }: Question,
  file: string,
): Promise<TunedBlock> {
  if (existsSync(file)) return readBlock(file);
  const began = performance.now();
  const { block, frozenHead } = await tuneBlock(tf, work, () => {});
  const seconds = (performance.now() - began) / 1_000;
  const { tail, activations, label, classes: k } = work;
  const rows = asked.map((i) => rowOfView(activations.plan, i, 0, 0));
  const logits = headLogits(tf, frozenHead, await vectorsOfRows(tf, tail, tail.pretrained, activations, rows));
  const control = Array.from(asked, (i, at) => (largestOf(logits.data, at * k, k) === label[i] ? 1 : 0));
  writeFileSync(file, encodeArrays({ control, seconds }, block));
  return { block, control, seconds };
}

function readBlock(file: string): TunedBlock {
  const { meta, arrays } = decodeArrays(readFileSync(file));
  const names = Object.keys(arrays);
  const block = Object.fromEntries(
    names.map((name) => [name, { shape: arrays[name]!.shape, data: floatsOf(arrays, name) }]),
  );
  return { ...(meta as Pick<TunedBlock, "control" | "seconds">), block };
}
