import { randomInt } from "node:crypto";
import { inTx } from "../../db";
import { Head } from "../../models/schema";
import { asSystem } from "../../users/allow";
import { material } from "../data";
import { queueRun } from "../queue-run";
import { lackOf, largestSeed } from "../rules";
import { retrainRules, since } from "./data";
import { dueReason } from "./rules";
import { retrainKey } from "./schema";

export type StartedByRule = { head: Head; runId: string; because: string };

/** Looks once whether the house's rules ask for a training, and queues what they ask for. Any number of workers may look
 *  at once: the second one waits, then finds the first one's run. `now`: the database's time unless a test says another. */
export function startDueRuns(options: { now?: Date } = {}): Promise<StartedByRule[]> {
  return inTx(async (tx) => {
    const rules = await retrainRules(tx);
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${retrainKey}))`;
    const started: StartedByRule[] = [];
    for (const head of Head.options) {
      const news = await since(head, tx);
      const because = dueReason(rules[head], rules, news, options.now ?? news.now);
      // What there is to train on is counted only when it matters: outfits make that a long count.
      if (!because || lackOf(head, await material())) continue;
      const run = { head, seed: randomInt(1, largestSeed), because };
      const queued = await queueRun(tx, asSystem("job", "retrain rule"), run, { because });
      if (queued.ok) started.push({ head, runId: queued.value.runId, because });
    }
    return started;
  });
}
