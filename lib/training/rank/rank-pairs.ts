import { randomInt } from "node:crypto";
import { productMix, random, TURNS_PER_PRODUCT } from "@/ml/acquisition/strategies";
import { capPerItem } from "@/ml/acquisition/wrappers";
import { matrixOf } from "@/ml/runtime/matrix";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import type { PairScores } from "@/ml/siamese/summarise";
import { inWorkspace } from "../../jobs/workspace";
import { type CatalogueArrays, catalogueArrays } from "../../models/catalogue-arrays";
import { type LoadedModel, loadChampion } from "../../models/load-champion";
import { uncertaintyOf } from "../../models/rules";
import { addPairs } from "../../queue/add-pairs";
import { openTasks, queuePlan } from "../../queue/data";
import { makeLive } from "../../queue/make-live";
import { anchorRuns } from "../../queue/plan/anchor-runs";
import type { OpenPair, RankedTask } from "../../queue/schema";
import { withdrawTasks } from "../../queue/withdraw-tasks";
import { writeRanking } from "../../queue/write-ranking";
import { asSystem } from "../../users/allow";
import { overtaken, sweepRankings } from "./overtaken";
import { proposePairs } from "./propose-pairs";
import { poolTarget, retiring } from "./rules";
import { scoreOpenPairs } from "./score-open-pairs";

export type RankOptions = {
  signal?: AbortSignal;
  /** Chooses what is drawn and how ties fall; random by default, kept with the ranking. */
  seed?: number;
  /** "random" ignores the model's doubts: the control that benches compare with. */
  policy?: "mix" | "random";
};

/** What came of a ranking: "live", or why there is none. */
export type RankOutcome =
  | { outcome: "live"; version: number | null; added: number; ranked: number }
  | { outcome: "nothing-embedded" | "encoder-changed" | "overtaken" };

const pairOrder = capPerItem(productMix(), TURNS_PER_PRODUCT);
const by = asSystem("job", "rank compatibility");

/** Fills the pool of candidate pairs, scores what is open by the champion and makes a new ranking live. Before the first
 *  version the order is random. A promotion in the meantime makes this ranking void; that promotion has sent its own. */
export async function rankPairs(options: RankOptions = {}): Promise<RankOutcome> {
  const seed = options.seed ?? randomInt(2 ** 31);
  const catalogue = await catalogueArrays();
  if (!catalogue) return { outcome: "nothing-embedded" };
  const model = await loadChampion("compatibility");
  // Its inputs are gone, and another encoder's would mean nothing to it: its last ranking serves on.
  if (model && model.encoderId !== catalogue.encoderId) return { outcome: "encoder-changed" };
  return inWorkspace("rank-compatibility", async (folder) => {
    const context = { catalogue, model, folder, seed, signal: options.signal };
    await sweepRankings("compatibility");
    const added = await fillPool(context);
    const open = await openTasks("compatibility");
    const scores = model ? await scoreOpenPairs(context, model, open) : null;
    const isMixed = scores !== null && options.policy !== "random";
    const order = isMixed
      ? mixedOrder(catalogue, open, scores, seed)
      : permutation(rngOf(seedFor(seed, "order")), open.length);
    options.signal?.throwIfAborted();
    const rankingId = await writeRanking(by, {
      head: "compatibility",
      modelVersionId: model?.versionId ?? null,
      // With its shares: what was asked at random and what was not stays on record.
      policy: (isMixed ? pairOrder : random).name,
      seed,
      entries: entriesOf(open, inRuns(open, order, (await queuePlan()).perAnchor), scores),
    });
    if (!(await makeLive(by, { rankingId }))) return overtaken(rankingId);
    if (isMixed) await retireTail(catalogue, open, order);
    return { outcome: "live", version: model?.number ?? null, added, ranked: open.length };
  });
}

export type RankContext = {
  catalogue: CatalogueArrays;
  model: LoadedModel | null;
  folder: string;
  seed: number;
  signal?: AbortSignal;
};

async function fillPool(context: RankContext): Promise<number> {
  const open = await openTasks("compatibility");
  const wanted = poolTarget(listedCount(context.catalogue), context.model !== null) - open.length;
  if (wanted <= 0) return 0;
  const { tasks } = await addPairs(by, await proposePairs(context, open, wanted));
  return tasks;
}

const listedCount = ({ delisted }: CatalogueArrays) => delisted.reduce((count, gone) => count + 1 - gone, 0);

/** Places of `open`, what the models would learn most from first. */
function mixedOrder({ rowOf }: CatalogueArrays, open: OpenPair[], scores: PairScores, seed: number): Int32Array {
  const items = Int32Array.from(open.flatMap((pair) => [rowOf.get(pair.productAId)!, rowOf.get(pair.productBId)!]));
  const probabilities = matrixOf(open.length, 2);
  for (const [i, p] of scores.compatibility.entries()) probabilities.data.set([1 - p, p], 2 * i);
  const pool = { probabilities, mutualInformation: scores.mutualInformation, items };
  return pairOrder.acquire(pool, open.length, rngOf(seedFor(seed, "order")));
}

/** The order with candidates of one anchor in a row. Uniform pairs stay out of it: they have places of their own. */
function inRuns(open: OpenPair[], order: Int32Array, perAnchor: number): Int32Array {
  const ranked = order.filter((i) => open[i]!.slice !== "uniform");
  const ends = Array.from(ranked, (i) => [open[i]!.productAId, open[i]!.productBId] as const);
  const runs = anchorRuns(ends, perAnchor).map((place) => ranked[place]!);
  return Int32Array.from([...runs, ...order.filter((i) => open[i]!.slice === "uniform")]);
}

function* entriesOf(open: OpenPair[], order: Int32Array, scores: PairScores | null): Generator<RankedTask> {
  for (const i of order) {
    const estimate = scores ? scores.compatibility[i]! : null;
    yield { taskId: open[i]!.taskId, estimate, uncertainty: estimate === null ? null : uncertaintyOf(estimate) };
  }
}

async function retireTail(catalogue: CatalogueArrays, open: OpenPair[], order: Int32Array): Promise<void> {
  const count = retiring(open.length, poolTarget(listedCount(catalogue), true));
  const ranked = Array.from(order, (i) => open[i]!).filter((task) => task.slice === "ranked");
  if (count > 0)
    await withdrawTasks(
      by,
      ranked.slice(-count).map((task) => task.taskId),
    );
}
