import { decodeScores, encodeScoreInput } from "@/ml/siamese/score-file";
import type { PairScores } from "@/ml/siamese/summarise";
import type { LoadedModel } from "../../models/load-champion";
import type { OpenPair } from "../../queue/schema";
import type { RankContext } from "./rank-pairs";
import { runTask } from "./run-task";

/** Compatibility and disagreement of the open pairs by this version → [open] each, in their order. Every product of an
 *  open pair is in the catalogue, delisted or not. */
export async function scoreOpenPairs(context: RankContext, model: LoadedModel, open: OpenPair[]): Promise<PairScores> {
  const { catalogue, folder, seed, signal } = context;
  if (open.length === 0) return { compatibility: new Float32Array(0), mutualInformation: new Float32Array(0) };
  const { encoder, embedding, compatibility, rowOf } = catalogue;
  const pairs = Int32Array.from(open.flatMap((pair) => [rowOf.get(pair.productAId)!, rowOf.get(pair.productBId)!]));
  const arrays = await compatibility(model.descriptionEncoderId);
  const bytes = encodeScoreInput({ ...arrays, encoder, embedding, pairs });
  return decodeScores(await runTask({ task: "score-pairs", bytes, modelPath: model.file, seed }, folder, signal));
}
