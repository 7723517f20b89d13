import { randomInt } from "node:crypto";
import { productMix, random, TURNS_PER_PRODUCT } from "@/ml/acquisition/strategies";
import { capPerItem } from "@/ml/acquisition/wrappers";
import { matrixOf } from "@/ml/runtime/matrix";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import type { PairScores } from "@/ml/siamese/summarise";
import { liveEncoder } from "../../catalogue/data";
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
import { askNetwork, newPairsOf, rowsOf, scoresOf } from "./ask-network";
import { overtaken, sweepRankings } from "./overtaken";
import { poolTarget, retiring } from "./rules";
import { inTaskProcess, type RunTask } from "./run-task";

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
export async function rankPairs({ seed = randomInt(2 ** 31), signal, policy }: RankOptions = {}): Promise<RankOutcome> {
  const [encoder, model] = await Promise.all([liveEncoder(), loadChampion("compatibility")]);
  if (!encoder) return { outcome: "nothing-embedded" };
  // Its inputs are gone, and another encoder's would mean nothing to it: its last ranking serves on.
  if (model && model.encoderId !== encoder.id) return { outcome: "encoder-changed" };
  const [pool, plan] = await Promise.all([
    inWorkspace("rank-compatibility", (folder) =>
      inTaskProcess({ folder, signal }, (run) => fillPool(run, { encoderId: encoder.id, model, seed })),
    ),
    queuePlan(),
  ]);
  const { catalogue, open, scores, added } = pool;
  const isMixed = scores !== null && policy !== "random";
  const order = isMixed
    ? mixedOrder(catalogue, open, scores, seed)
    : permutation(rngOf(seedFor(seed, "order")), open.length);
  signal?.throwIfAborted();
  const rankingId = await writeRanking(by, {
    head: "compatibility",
    modelVersionId: model?.versionId ?? null,
    // With its shares: what was asked at random and what was not stays on record.
    policy: (isMixed ? pairOrder : random).name,
    seed,
    entries: entriesOf(open, inRuns(open, order, plan.perAnchor), scores),
  });
  if (!(await makeLive(by, { rankingId }))) return overtaken(rankingId);
  if (isMixed) await retireTail(catalogue, open, order);
  return { outcome: "live", version: model?.number ?? null, added, ranked: open.length };
}

type Pool = { catalogue: CatalogueArrays; open: OpenPair[]; scores: PairScores | null; added: number };

/** Brings the pool up to its size, and answers all open pairs with what the model says of them. */
async function fillPool(
  run: RunTask,
  { encoderId, model, seed }: { encoderId: string; model: LoadedModel | null; seed: number },
): Promise<Pool> {
  const [catalogue, tasks, plan] = await Promise.all([
    catalogueArrays(encoderId),
    openTasks("compatibility"),
    queuePlan(),
    sweepRankings("compatibility"),
  ]);
  if (!catalogue) throw new Error("The encoder was removed while its catalogue was read.");
  const { rowOf } = catalogue;
  // A pair of a product that came meanwhile goes behind the ranking's end.
  const open = tasks.filter((pair) => rowOf.has(pair.productAId) && rowOf.has(pair.productBId));
  const count = Math.max(0, poolTarget(listedCount(catalogue), model !== null) - open.length);
  if (count === 0 && !model) return { catalogue, open, scores: null, added: 0 };
  const said = await askNetwork(run, { catalogue, model, open, count, uniformShare: plan.uniform, seed });
  const { opened } = await addPairs(by, newPairsOf(catalogue, said));
  const scores = scoresOf(catalogue, said, open, opened);
  return { catalogue, open: [...open, ...opened], scores, added: opened.length };
}

const listedCount = ({ delisted }: CatalogueArrays) => delisted.reduce((count, gone) => count + 1 - gone, 0);

/** Places of `open`, what the models would learn most from first. */
function mixedOrder(catalogue: CatalogueArrays, open: OpenPair[], scores: PairScores, seed: number): Int32Array {
  const items = rowsOf(catalogue, open);
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
