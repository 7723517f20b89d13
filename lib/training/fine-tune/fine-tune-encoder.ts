import { randomInt } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePhotos, refuseUnteachable } from "@/ml/category/fine-tuning/photos";
import { TrainingRefused } from "@/ml/datasets/training-refused";
import { EncoderUnusable } from "@/ml/encoders/encoder";
import { type Graph, versionOf } from "@/ml/encoders/onnx";
import { readSource } from "@/ml/encoders/open";
import { Preprocessing } from "@/ml/encoders/preprocessing";
import type { Metrics, Progress } from "@/ml/train-protocol";
import { liveEncoder } from "../../catalogue/data";
import { env } from "../../env";
import { runPlan } from "../../jobs/child";
import { inWorkspace } from "../../jobs/workspace";
import { fail, ok, type Result } from "../../result";
import type { AsSystem } from "../../users/allow";
import { largestSeed } from "../rules";
import { labelledPhotos } from "./data";
import { storeEncoder, type TunedEncoder } from "./store-encoder";

/** source: the encoder to begin with, the live one by default. isKeptAnyway: keep it though it is no better. */
type Wish = { source?: string; isKeptAnyway?: boolean; seed?: number };
export type TuningOptions = {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Where photos are prepared; TOILE_HOME/activations by default. One run at a time. */
  activations?: string;
  /** Hyperparameters other than ml's own, for tests. */
  config?: { tuning?: Record<string, unknown>; measuring?: Record<string, unknown> };
};

export type FineTuning = TunedEncoder & { photos: number; metrics: Metrics; seconds: number; backend: string };

/** Tunes an encoder's last block on the catalogue's own categories, in a child process, and keeps it as another encoder
 *  beside the live one; embedding with it and changing to it are steps of their own. Products of the holdout teach
 *  nothing. "gate-refused": it is no better than before on garment models that were kept back, and nothing was kept.
 *  A stopped run throws the signal's reason; the next one goes on from its activations. */
export async function fineTuneEncoder(
  by: AsSystem,
  { source: given, isKeptAnyway = false, seed = randomInt(1, largestSeed) }: Wish,
  { onProgress, signal, activations = join(env().TOILE_HOME, "activations"), config: changes }: TuningOptions = {},
): Promise<Result<FineTuning, "invalid" | "not-enough-data" | "gate-refused">> {
  const source = given ?? (await liveEncoder())?.source ?? "builtin";
  const hub = { endpoint: env().TOILE_HUB.replace(/\/+$/, ""), folder: join(env().TOILE_HOME, "models") };
  let graph: Graph;
  const photos = await labelledPhotos();
  try {
    graph = await readSource(source, hub);
    refuseUnteachable(photos);
  } catch (error) {
    if (error instanceof EncoderUnusable) return fail("invalid", error.message);
    if (error instanceof TrainingRefused) return fail("not-enough-data", error.message);
    throw error;
  }
  return inWorkspace("fine-tune", async (folder) => {
    const [input, output] = [join(folder, "photos.json"), join(folder, "encoder.onnx")];
    await writeFile(input, encodePhotos(photos));
    const config = { source, hub, folder: activations, ...changes };
    const plan = { task: "fine-tune-encoder" as const, input, output, seed, config };
    const outcome = await runPlan(plan, { signal, onProgress });
    signal?.throwIfAborted();
    if (outcome.ended === "stopped") throw new Error("The fine-tuning was stopped.");
    if (outcome.ended === "failed" && outcome.refused) return fail("not-enough-data", outcome.reason);
    if (outcome.ended !== "done") throw new Error(outcome.reason);
    const { metrics, elapsedMs, backend } = outcome;
    const lack = isKeptAnyway ? null : lackOf(metrics);
    if (lack) return fail("gate-refused", lack);
    const from = { name: graph.name, version: versionOf(graph.weights, Preprocessing.parse(graph.preprocessing)) };
    const origin = { from, seed, photos: photos.files.length, metrics };
    const tuned = await storeEncoder(by, graph, await readFile(output), origin);
    return ok({ ...tuned, photos: photos.files.length, metrics, seconds: elapsedMs / 1_000, backend });
  });
}

/** Why a tuned encoder is not worth its change; null when it is. */
function lackOf({ figures }: Metrics): string | null {
  const [right, near] = [figures["right.gain"], figures["near.gain"]];
  if (!right || !near) return null;
  const of = (gain: typeof right) =>
    `${(100 * gain.value).toFixed(1)} points on ${gain.n} photos of garment models that were kept back`;
  if (right.value <= 0)
    return `The tuned encoder finds categories no better than before (${of(right)}). Nothing was kept.`;
  if (near.upper < 0) return `The tuned encoder finds worse neighbours than before (${of(near)}). Nothing was kept.`;
  return null;
}
