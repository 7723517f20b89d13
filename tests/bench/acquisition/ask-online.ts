import { drawLots, type OnlinePool, onlineOrder, onlinePrior, twinsOf } from "@/ml/acquisition/online-order";
import { fitPosterior, posteriorLogits } from "@/ml/acquisition/online-posterior";
import type { TensorFlow } from "@/ml/runtime/backend";
import { takeRows } from "@/ml/runtime/matrix";
import { onlineFeatures } from "@/ml/siamese/online-features";
import type { Answer, PairWorld } from "./pair-world";
import type { Fitted } from "./replay";

/** learns: the posterior follows the answers. spreads: pairs of garment models that were just asked about wait. */
export type OnlineParts = { learns: boolean; spreads: boolean };

/** pairs [p, 2]: those that may be asked about. */
type Asking = { tf: TensorFlow; fitted: Fitted; world: PairWorld; pairs: Int32Array; seed: number };

/** Answers between two orders: what sixteen people give in a second or two. */
const BATCH = 16;
const COMPONENTS = 32;

/** Asks about `count` of the pairs, learning as the product's worker does → the rows asked about, and the AUC on unseen
 *  garments of what was learnt by then. */
export async function askOnline(
  { tf, fitted: { model, legs }, world, pairs, seed }: Asking,
  { learns, spreads }: OnlineParts,
  count: number,
  ask: (row: number) => Answer | null,
): Promise<{ rows: Int32Array; beforeTraining: number }> {
  const n = pairs.length / 2;
  const test = testPairs(world);
  const known = await onlineFeatures(tf, model, legs, Int32Array.from([...pairs, ...test]), { components: COMPONENTS });
  const own = Int32Array.from({ length: n }, (_, i) => i);
  const twins = spreads ? twinsOf(pairs, world.start.group) : own;
  const pool: OnlinePool = {
    features: takeRows(known.features, own),
    logit: known.logit.subarray(0, n),
    mutualInformation: known.mutualInformation.subarray(0, n),
    items: pairs,
    twins,
  };
  const lots = drawLots(n, seed);
  const isOpen = new Uint8Array(n).fill(1);
  const asked: number[] = [];
  const taught: { row: number; y: number }[] = [];
  const posteriorOf = (lessons: typeof taught) => {
    const rows = lessons.map(({ row }) => row);
    return fitPosterior(onlinePrior(pool.features.columns), {
      features: takeRows(pool.features, rows),
      offset: Float32Array.from(rows, (row) => pool.logit[row]),
      target: Float32Array.from(lessons, ({ y }) => y),
      weight: new Float32Array(rows.length).fill(1),
    });
  };
  while (asked.length < count) {
    const answered = spreads ? asked : [];
    const posterior = posteriorOf(learns ? taught : []);
    const order = onlineOrder({ posterior, pool, lots, isOpen, answered }, Math.min(BATCH, count - asked.length));
    for (const row of order.rows) {
      asked.push(row);
      isOpen[row] = 0;
      const answer = ask(row);
      if (answer) taught.push({ row, y: answer.fits });
    }
  }
  const rest = Int32Array.from({ length: test.length / 2 }, (_, i) => n + i);
  const learnt = posteriorLogits(posteriorOf(taught), takeRows(known.features, rest), known.logit.slice(n));
  return { rows: Int32Array.from(asked), beforeTraining: world.measure(() => learnt) };
}

function testPairs(world: PairWorld): Int32Array {
  let test = new Int32Array(0);
  world.measure((pairs) => {
    test = Int32Array.from(pairs);
    return new Float32Array(pairs.length / 2);
  });
  return test;
}
