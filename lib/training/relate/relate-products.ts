import { rngOf, seedFor } from "@/ml/runtime/seed";
import { decodeScores, encodeScoreInput } from "@/ml/siamese/score-file";
import type { Neighbours } from "@/ml/similarity/exact";
import { inWorkspace } from "../../jobs/workspace";
import { type CatalogueArrays, catalogueArrays } from "../../models/catalogue-arrays";
import { type LoadedModel, loadChampion } from "../../models/load-champion";
import { runTask } from "../rank/run-task";
import { outfitPairs } from "./outfit-pairs";
import { bestPartners, partnerCandidates } from "./rules";
import { storePartners } from "./sql";

export type RelateReport = { partners: number };
type Context = { catalogue: CatalogueArrays; folder: string; signal?: AbortSignal };

const seed = 1;

/** Works out for every product what goes with it by the version that serves, in a child process, so that a product's page
 *  only reads. What the champion has moved past meanwhile is not written. Safe to repeat. Throws the signal's reason when
 *  stopped. */
export async function relateProducts({ signal }: { signal?: AbortSignal } = {}): Promise<RelateReport> {
  const catalogue = await catalogueArrays();
  if (!catalogue) return { partners: 0 };
  return inWorkspace("relate-products", async (folder) => {
    const context = { catalogue, folder, signal };
    const model = await loadChampion("compatibility");
    const reads = model?.encoderId === catalogue.encoderId;
    return { partners: model && reads ? await scorePartners(context, model) : 0 };
  });
}

async function scorePartners({ catalogue, folder, signal }: Context, model: LoadedModel): Promise<number> {
  const { encoder, embedding, compatibility } = catalogue;
  const worn = await outfitPairs(catalogue.rowOf);
  const pairs = partnerCandidates(catalogue, worn, rngOf(seedFor(seed, "partners")));
  if (pairs.length === 0) return 0;
  const arrays = await compatibility(model.descriptionEncoderId);
  const bytes = encodeScoreInput({ ...arrays, encoder, embedding, pairs });
  const scores = decodeScores(
    await runTask({ task: "score-pairs", bytes, modelPath: model.file, seed }, folder, signal),
  );
  signal?.throwIfAborted();
  return storePartners(model.versionId, rowsOf(catalogue, bestPartners(catalogue, pairs, scores.compatibility)));
}

export type RelatedRow = { productId: string; otherIds: string[]; scores: number[] };

/** One row a product that has any. */
function rowsOf({ productIds }: CatalogueArrays, { k, index, score }: Neighbours): RelatedRow[] {
  return productIds.flatMap((productId, i) => {
    const places = Array.from({ length: k }, (_, r) => i * k + r).filter((at) => index[at]! >= 0);
    if (places.length === 0) return [];
    return [
      { productId, otherIds: places.map((at) => productIds[index[at]!]!), scores: places.map((at) => score[at]!) },
    ];
  });
}
