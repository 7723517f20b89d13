import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Rng } from "@/ml/runtime/seed";

const everyMs = 1_500;
const ahead = 3;

/** leaseMs, answerMs: of the verbs with the check at the door. acknowledged: when each answer was, in their order. */
export type Sitting = { leaseMs: number[]; answerMs: number[]; acknowledged: number[] };

/** Ids of so many stylists. */
export async function makeStylists(count: number): Promise<string[]> {
  const { db } = await import("@/lib/db");
  const made = await db().user.createManyAndReturn({
    data: Array.from({ length: count }, (_, i) => ({
      email: `online-${i}@bench.test`,
      name: `Stylist ${i}`,
      role: "stylist" as const,
      passwordHash: "none",
    })),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

/** These people judge pairs for some seconds, one answer every 1.5 s ± 50 %, each asking for three ahead after it. */
export async function sit(userIds: string[], seconds: number, rng: Rng): Promise<Sitting> {
  const { allow } = await import("@/lib/users/allow");
  const { leasePairs } = await import("@/lib/queue/lease");
  const { recordPairJudgement } = await import("@/lib/labels/record-pair-judgement");
  const sitting: Sitting = { leaseMs: [], answerMs: [], acknowledged: [] };
  const end = performance.now() + 1_000 * seconds;
  const sitOne = async (userId: string) => {
    const leaseToken = randomUUID();
    const enter = async () => {
      const allowed = await allow(userId, "judge-pairs");
      if (!allowed.ok) throw new Error(allowed.code);
      return allowed.value;
    };
    for (let due = performance.now() + everyMs * rng(); due < end; due += everyMs * (0.5 + rng())) {
      await wait(Math.max(0, due - performance.now()));
      const began = performance.now();
      const { tasks } = await leasePairs(await enter(), { leaseToken, count: ahead });
      const leased = performance.now();
      sitting.leaseMs.push(leased - began);
      const judgement = { id: randomUUID(), taskId: tasks[0]!.taskId, shownSwapped: false, elapsedMs: everyMs };
      const verdict = rng() < 0.4 ? "fits" : "clashes";
      const saved = await recordPairJudgement(await enter(), { ...judgement, verdict });
      if (!saved.ok) throw new Error(saved.code);
      sitting.acknowledged.push(performance.now());
      sitting.answerMs.push(performance.now() - leased);
    }
  };
  await Promise.all(userIds.map(sitOne));
  return sitting;
}
