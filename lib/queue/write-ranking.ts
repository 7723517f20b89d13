import { permutation, rngOf } from "@/ml/runtime/seed";
import { db } from "../db";
import type { AsSystem } from "../users/allow";
import { queuePlan } from "./data";
import { insertEntries, openUniformTasks } from "./ranking/sql";
import { interleave } from "./rules";
import type { Head, RankedTask } from "./schema";

/** Each batch is planned as joins over its tasks and their garments: fewer batches, fewer of those. */
const batchSize = 20_000;

export type NewRanking = {
  head: Head;
  /** The version whose estimates these are; null while there is no model. */
  modelVersionId: string | null;
  /** The acquisition function's name, or "random". */
  policy: string;
  seed: number;
  /** Best first, each task once. Tasks of the uniform slice may stand anywhere: they get places of their own. */
  entries: Iterable<RankedTask>;
};

/** Writes an order of a head's tasks in batches, uniform tasks in random order by `seed` at the plan's share of places.
 *  Nobody is served by it before `makeLive`. Answers its id. Throws when a task is unknown or comes twice. */
export async function writeRanking(_by: AsSystem, { entries, ...ranking }: NewRanking): Promise<string> {
  const { id } = await db().ranking.create({ data: ranking, select: { id: true } });
  const [uniformIds, plan] = await Promise.all([openUniformTasks(ranking.head), queuePlan()]);
  const uniform = ranking.head === "category" ? plan.audit : plan.uniform;
  const order = mix([...entries], uniformIds, uniform, ranking.seed);
  for (let start = 0; start < order.length; start += batchSize) {
    await insertEntries(id, start, order.slice(start, start + batchSize));
  }
  return id;
}

function mix(entries: RankedTask[], uniformIds: Set<string>, share: number, seed: number): RankedTask[] {
  const ranked = entries.filter((entry) => !uniformIds.has(entry.taskId));
  const uniform = entries.filter((entry) => uniformIds.has(entry.taskId));
  const order = permutation(rngOf(seed), uniform.length);
  return interleave(
    ranked,
    Array.from(order, (at) => uniform[at]!),
    share,
  );
}
