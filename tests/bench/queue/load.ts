import { randomUUID } from "node:crypto";
import type { PairLease } from "@/lib/queue/schema";
import type { Rng } from "@/ml/runtime/seed";

export type Latencies = { leaseMs: number[]; answerMs: number[] };

const everyMs = 1_500;
const ahead = 3;

/** One person at one tab, with three tasks in hand. */
export type Sitting = {
  acknowledged: string[];
  outOfOrder: number;
  fill(): Promise<void>;
  /** When the next answer is due after `ms`: 1.5 s ± 50 %. */
  next(ms: number): number;
  /** Answers the first task in hand, then asks for three again; both times counted from `due`. */
  answer(due: number, into: Latencies): Promise<void>;
};

export async function sittingsOf(userIds: string[], rng: Rng): Promise<Sitting[]> {
  const { allow } = await import("@/lib/users/allow");
  const { leasePairs } = await import("@/lib/queue/lease");
  const { recordPairJudgement } = await import("@/lib/labels/record-pair-judgement");
  return userIds.map((userId) => {
    const leaseToken = randomUUID();
    let inHand: string[] = [];
    const enter = async () => {
      const allowed = await allow(userId, "judge-pairs");
      if (!allowed.ok) throw new Error(allowed.code);
      return allowed.value;
    };
    const sitting: Sitting = {
      acknowledged: [],
      outOfOrder: 0,
      async fill() {
        const lease: PairLease = await leasePairs(await enter(), { leaseToken, count: ahead });
        const ids = lease.tasks.map((task) => task.taskId);
        // What the tab held comes first and in the same order.
        if (!inHand.every((id, place) => ids[place] === id)) sitting.outOfOrder++;
        inHand = ids;
      },
      next: (ms) => ms + everyMs * (0.5 + rng()),
      async answer(due, into) {
        const taskId = inHand.shift();
        if (!taskId) throw new Error("the queue ran dry");
        const id = randomUUID();
        const result = await recordPairJudgement(await enter(), {
          id,
          taskId,
          verdict: "fits",
          shownSwapped: false,
          elapsedMs: everyMs,
        });
        if (!result.ok) throw new Error(result.code);
        const answered = performance.now();
        into.answerMs.push(answered - due);
        sitting.acknowledged.push(id);
        await sitting.fill();
        into.leaseMs.push(performance.now() - answered);
      },
    };
    return sitting;
  });
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
