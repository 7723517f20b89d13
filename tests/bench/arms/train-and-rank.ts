import { db } from "@/lib/db";
import type { Head } from "@/lib/models/schema";
import { rankFlags } from "@/lib/training/rank/rank-flags";
import { type RankOptions, rankPairs } from "@/lib/training/rank/rank-pairs";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { asSystem } from "@/lib/users/allow";

export type Seconds = { train: number; rank: number };

/** One turn of the loop for a head: train with this seed, promote, rank anew. Throws with the run's own reason. */
export async function trainAndRank(head: Head, options: RankOptions & { seed: number }): Promise<Seconds> {
  const began = performance.now();
  const started = await startTraining(asSystem("commandLine", "bench"), { head, promote: true, seed: options.seed });
  if (!started.ok) throw new Error(started.detail ?? started.code);
  await trainRun(started.value.runId);
  const run = await db().run.findUniqueOrThrow({ where: { id: started.value.runId } });
  if (run.status !== "finished") throw new Error(run.reason ?? run.status);
  const trained = performance.now();
  const ranked = await (head === "compatibility" ? rankPairs(options) : rankFlags(options));
  if (ranked.outcome !== "live") throw new Error(`the ranking of ${head} ended as ${ranked.outcome}`);
  return { train: (trained - began) / 1_000, rank: (performance.now() - trained) / 1_000 };
}
