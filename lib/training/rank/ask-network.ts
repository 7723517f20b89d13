import { SOURCE } from "@/ml/acquisition/candidates";
import { decodeRankedPairs, type RankedPairs } from "@/ml/acquisition/ranked-pairs-file";
import { encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import type { PairScores } from "@/ml/siamese/summarise";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import type { LoadedModel } from "../../models/load-champion";
import type { NewPair, OpenPair, PairOrigin } from "../../queue/schema";
import { compatibilityDataset, pairKeyOf } from "../snapshot/compatibility";
import { perProduct } from "./rules";
import type { RunTask } from "./run-task";

type Question = {
  catalogue: CatalogueArrays;
  model: LoadedModel | null;
  open: readonly OpenPair[];
  /** New pairs that are wanted. */
  count: number;
  uniformShare: number;
  seed: number;
};

/** What one process says, over the network and its leg outputs loaded once: up to `count` new candidate pairs, none of
 *  which is worn, judged or open already, at most `perProduct` open ones a product, as large a share of them drawn
 *  uniformly as the queue gives places to; and, with a model, the scores of the open pairs and of those. */
export async function askNetwork(run: RunTask, question: Question): Promise<RankedPairs> {
  const { catalogue, model, open, count, uniformShare, seed } = question;
  const { dataset } = await compatibilityDataset(catalogue);
  const bytes = encodeCompatibilityDataset({ ...dataset, queued: rowsOf(catalogue, open) });
  const config = { count, perProduct, uniformShare };
  return decodeRankedPairs(await run({ task: "rank-pairs", bytes, modelPath: model?.file, seed, config }));
}

/** The two rows of each pair → [open, 2]. */
export const rowsOf = ({ rowOf }: CatalogueArrays, open: readonly OpenPair[]): Int32Array =>
  Int32Array.from(open.flatMap((pair) => [rowOf.get(pair.productAId)!, rowOf.get(pair.productBId)!]));

const originOf: Record<number, PairOrigin> = {
  [SOURCE.uniform]: "uniform",
  [SOURCE.neighbour]: "outfitNeighbour",
  [SOURCE.partner]: "topPartner",
};

/** The candidates as the queue takes them; none with a product that has left the catalogue. */
export function newPairsOf(catalogue: CatalogueArrays, { candidates }: RankedPairs): NewPair[] {
  const { pairs, source, propensity } = candidates;
  const { productIds, delisted, holdout } = catalogue;
  return Array.from(source).flatMap((code, p): NewPair[] => {
    const [a, b] = [pairs[2 * p]!, pairs[2 * p + 1]!];
    if (delisted[a] || delisted[b]) return [];
    const origin = originOf[code]!;
    const isUniform = origin === "uniform";
    return [
      {
        a: productIds[a]!,
        b: productIds[b]!,
        origin,
        slice: isUniform ? "uniform" : "ranked",
        propensity: isUniform ? propensity[p]! : null,
        isHoldout: holdout[a] === 1 || holdout[b] === 1,
      },
    ];
  });
}

/** The scores of the `open` pairs asked about and, behind them, of those candidates that were `opened` → [open + opened]. */
export function scoresOf(
  catalogue: CatalogueArrays,
  { candidates, scores }: RankedPairs,
  open: readonly OpenPair[],
  opened: readonly OpenPair[],
): PairScores | null {
  if (!scores) return null;
  const keyOf = pairKeyOf(catalogue);
  const { pairs, source } = candidates;
  const placeOf = new Map(Array.from(source, (_, p) => [keyOf(pairs[2 * p]!, pairs[2 * p + 1]!), open.length + p]));
  const rows = rowsOf(catalogue, opened);
  const places = opened.map((_, i) => placeOf.get(keyOf(rows[2 * i]!, rows[2 * i + 1]!))!);
  const joined = (said: Float32Array) => {
    const all = new Float32Array(open.length + opened.length);
    all.set(said.subarray(0, open.length));
    places.forEach((place, i) => {
      all[open.length + i] = said[place]!;
    });
    return all;
  };
  return {
    compatibility: joined(scores.compatibility),
    mutualInformation: joined(scores.mutualInformation),
  };
}
