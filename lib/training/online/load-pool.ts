import { type OnlinePool, twinsOf } from "@/ml/acquisition/online-order";
import { decodeOnlineFeatures } from "@/ml/siamese/online-features-file";
import { encodeScoreInput } from "@/ml/siamese/score-file";
import { inWorkspace } from "../../jobs/workspace";
import { notChosenWeight } from "../../labels/agreement/data";
import { catalogueArrays } from "../../models/catalogue-arrays";
import { loadChampion } from "../../models/load-champion";
import { runTask } from "../rank/run-task";
import { type Learner, learnerOf } from "./learner";
import type { LiveQueue } from "./schema";
import { readPoolPairs } from "./sql";

/** Of the ensemble's hidden units: 64 predicted the demo's next answers no better, and cost twice the memory. */
const components = 32;

/** Has a child process compute what the live ranking's version sees in each pair of the pool, and keeps that in memory:
 *  14 MB for 100,000 pairs. Null where it can't be: another champion, another encoder, no pairs. */
export async function loadPool(live: LiveQueue, signal: AbortSignal): Promise<Learner | null> {
  const [model, catalogue] = [await loadChampion("compatibility"), await catalogueArrays()];
  if (!model || model.versionId !== live.versionId || model.encoderId !== catalogue?.encoderId) return null;
  const { encoder, embedding, compatibility, rowOf, group } = catalogue;
  const pairs = (await readPoolPairs(live.trainedAt)).filter(
    ({ productAId, productBId }) => rowOf.has(productAId) && rowOf.has(productBId),
  );
  if (pairs.length === 0) return null;
  const items = Int32Array.from(pairs.flatMap((pair) => [rowOf.get(pair.productAId)!, rowOf.get(pair.productBId)!]));
  const arrays = await compatibility(model.descriptionEncoderId);
  const bytes = encodeScoreInput({ ...arrays, encoder, embedding, pairs: items });
  const plan = { task: "online-features", modelPath: model.file, seed: 1, config: { components } } as const;
  const output = await inWorkspace("online-features", (folder) => runTask({ ...plan, bytes }, folder, signal));
  const pool: OnlinePool = { ...decodeOnlineFeatures(output), items, twins: twinsOf(items, group) };
  return learnerOf(pairs, pool, { seed: live.seed, notChosen: (await notChosenWeight()).weight });
}
