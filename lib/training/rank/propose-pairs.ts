import { SOURCE } from "@/ml/acquisition/candidates";
import { decodeCandidates } from "@/ml/acquisition/candidates-file";
import { encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { queuePlan } from "../../queue/data";
import type { NewPair, OpenPair, PairOrigin } from "../../queue/schema";
import { compatibilityDataset } from "../snapshot/compatibility";
import type { RankContext } from "./rank-pairs";
import { perProduct } from "./rules";
import { runTask } from "./run-task";

const originOf: Record<number, PairOrigin> = {
  [SOURCE.uniform]: "uniform",
  [SOURCE.neighbour]: "outfitNeighbour",
  [SOURCE.partner]: "topPartner",
};

/** Up to `count` new candidate pairs, none of which is worn, judged or open already, at most `perProduct` open ones a
 *  product. As large a share is drawn uniformly as the queue gives places to such pairs. */
export async function proposePairs(context: RankContext, open: OpenPair[], count: number): Promise<NewPair[]> {
  const { catalogue, model, seed, folder, signal } = context;
  const { dataset } = await compatibilityDataset(catalogue, model?.descriptionEncoderId ?? null);
  const queued = Int32Array.from(
    open.flatMap(({ productAId, productBId }) => {
      const [a, b] = [catalogue.rowOf.get(productAId), catalogue.rowOf.get(productBId)];
      return a === undefined || b === undefined ? [] : [a, b];
    }),
  );
  const bytes = encodeCompatibilityDataset({ ...dataset, queued });
  const config = { count, perProduct, uniformShare: (await queuePlan()).uniform };
  const output = await runTask({ task: "generate-pairs", bytes, modelPath: model?.file, seed, config }, folder, signal);
  const { pairs, source, propensity } = decodeCandidates(output);
  const rows: NewPair[] = [];
  source.forEach((code, p) => {
    const [a, b] = [pairs[2 * p]!, pairs[2 * p + 1]!];
    if (catalogue.delisted[a] || catalogue.delisted[b]) return;
    const origin = originOf[code]!;
    const isUniform = origin === "uniform";
    rows.push({
      a: catalogue.productIds[a]!,
      b: catalogue.productIds[b]!,
      origin,
      slice: isUniform ? "uniform" : "ranked",
      propensity: isUniform ? propensity[p]! : null,
      isHoldout: catalogue.holdout[a] === 1 || catalogue.holdout[b] === 1,
    });
  });
  return rows;
}
