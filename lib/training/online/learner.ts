import { type OnlineGain, onlineGain } from "@/ml/acquisition/online-gain";
import { drawLots, type OnlinePool, onlineOrder, onlinePrior } from "@/ml/acquisition/online-order";
import { fitPosterior, type OnlineAnswers, type OnlinePosterior } from "@/ml/acquisition/online-posterior";
import { takeRows } from "@/ml/runtime/matrix";
import { anchorRuns } from "../../queue/plan/anchor-runs";
import { lessonOf } from "./rules";
import type { GivenAnswer, PoolPair } from "./schema";

/** The pool of one live ranking in memory, and what the answers since have taught about it. */
export type Learner = {
  /** Takes in answers, undone ones and revisions, in any order and any number of times. True when something changed. */
  learn(answers: readonly GivenAnswer[]): boolean;
  /** These tasks are in nobody's queue any more, whatever was thought of them. */
  close(taskIds: readonly string[]): void;
  /** Up to `count` open ranked tasks, best first, with the chance of "fits" that each has now; up to `perAnchor` of one
   *  product in a row. */
  best(count: number, perAnchor?: number): Map<string, number>;
  /** What the answers that count now save on those that were left out; null for fewer than two. */
  gain(): OnlineGain | null;
  /** Ids of the answers that count now. */
  kept(): string[];
};

/** notChosen: the weight of an answer that was left out of a set. */
type Options = { seed: number; notChosen: number };

/** A learner of these pairs, row i of `pool` being pairs[i]. The same seed and answers give the same order, whoever
 *  learns: a worker that takes over goes on where the last one stopped. */
export function learnerOf(pairs: readonly PoolPair[], pool: OnlinePool, { seed, notChosen }: Options): Learner {
  const rowOfPair = new Map(pairs.map(({ pairId }, row) => [pairId, row]));
  const rowOfTask = new Map(pairs.flatMap(({ taskId }, row) => (taskId ? [[taskId, row] as const] : [])));
  const isOpen = Uint8Array.from(pairs, ({ taskId }) => (taskId ? 1 : 0));
  const lots = drawLots(pairs.length, seed);
  const prior = onlinePrior(pool.features.columns);
  const kept = new Map<string, GivenAnswer>();
  let posterior: OnlinePosterior | null = null;

  const setOpen = (taskId: string, open: 0 | 1) => {
    const row = rowOfTask.get(taskId);
    if (row !== undefined) isOpen[row] = open;
  };
  const answersOf = (): { rows: number[]; answers: OnlineAnswers } => {
    const lessons = [...kept.values()].flatMap(({ pairId, verdict }) => {
      const lesson = lessonOf(verdict, notChosen);
      return lesson ? [{ row: rowOfPair.get(pairId)!, ...lesson }] : [];
    });
    const rows = lessons.map(({ row }) => row);
    const answers = {
      features: takeRows(pool.features, rows),
      offset: Float32Array.from(rows, (row) => pool.logit[row]!),
      target: Float32Array.from(lessons, ({ y }) => y),
      weight: Float32Array.from(lessons, ({ weight }) => weight),
    };
    return { rows, answers };
  };

  return {
    learn(answers) {
      let changed = false;
      for (const answer of answers) {
        if (!rowOfPair.has(answer.pairId) || answer.stands === kept.has(answer.labelId)) continue;
        if (answer.stands) kept.set(answer.labelId, answer);
        else kept.delete(answer.labelId);
        if (!answer.isLate) setOpen(answer.taskId, answer.stands ? 0 : 1);
        changed = true;
      }
      return changed;
    },
    close(taskIds) {
      for (const taskId of taskIds) setOpen(taskId, 0);
    },
    best(count, perAnchor = 1) {
      const { rows, answers } = answersOf();
      posterior = fitPosterior(prior, answers, posterior?.mean);
      const order = onlineOrder({ posterior, pool, lots, isOpen, answered: rows }, count);
      const ends = Array.from(order.rows, (row) => [pairs[row]!.productAId, pairs[row]!.productBId] as const);
      const places = Array.from(anchorRuns(ends, perAnchor));
      return new Map(places.map((at) => [pairs[order.rows[at]!]!.taskId!, order.chance[at]!]));
    },
    gain() {
      const { answers } = answersOf();
      return onlineGain(fitPosterior(prior, answers, posterior?.mean), answers);
    },
    kept: () => [...kept.keys()],
  };
}
