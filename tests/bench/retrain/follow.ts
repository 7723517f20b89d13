import { setTimeout as wait } from "node:timers/promises";
import { GateReport } from "@/lib/models/evaluation/schema";
import type { BenchInstance } from "../queue/instance";

const lookEveryMs = 100;

/** Presses the button as a manager does → the run's id. */
export async function pressTrain(instance: BenchInstance, cookie: string): Promise<string> {
  const response = await fetch(`${instance.url}/api/training/runs`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ head: "compatibility" }),
  });
  const body = (await response.json()) as { runId?: string };
  if (!response.ok || !body.runId) throw new Error(`the button answered ${response.status}: ${JSON.stringify(body)}`);
  return body.runId;
}

/** Seconds since the button at which the run was taken up, its version stored, measured, promoted, and its ranking live;
 *  NaN for what did not come. peakMb: most that the training process held. */
export type Course = {
  trainedAt: number;
  measuredAt: number;
  promotedAt: number;
  liveAt: number;
  ranked: number;
  peakMb: number;
  outcome: string;
};

/** Looks at a run and what follows from it until its ranking is live, or, when the gate does not let it serve, until it is
 *  measured. Throws when the run fails. */
export async function followRun(runId: string, began: number): Promise<Course> {
  const { db } = await import("@/lib/db");
  const { runOf } = await import("@/lib/training/data");
  const none = Number.NaN;
  const course: Course = {
    trainedAt: none,
    measuredAt: none,
    promotedAt: none,
    liveAt: none,
    ranked: 0,
    peakMb: 0,
    outcome: "",
  };
  const seconds = () => (performance.now() - began) / 1_000;
  for (; ; await wait(lookEveryMs)) {
    const run = await runOf(runId);
    course.peakMb = Math.max(course.peakMb, run?.progress?.rssMb ?? 0);
    if (run?.status === "failed" || run?.status === "cancelled")
      throw new Error(`the run ${run.status}: ${run.reason}`);
    const version = await db().modelVersion.findUnique({
      where: { runId },
      select: {
        id: true,
        evaluations: { select: { outcome: true, gate: true }, take: 1 },
        champion: { select: { head: true } },
      },
    });
    if (!version) continue;
    if (Number.isNaN(course.trainedAt)) course.trainedAt = seconds();
    const [look] = version.evaluations;
    if (!look) continue;
    if (Number.isNaN(course.measuredAt)) course.measuredAt = seconds();
    course.outcome = look.gate ? gateWords(GateReport.parse(look.gate)) : "nothing to compare with";
    if (!version.champion) return course;
    if (Number.isNaN(course.promotedAt)) course.promotedAt = seconds();
    const live = await db().liveRanking.findUnique({ where: { head: "compatibility" }, include: { ranking: true } });
    if (live?.ranking.modelVersionId !== version.id) continue;
    return { ...course, liveAt: seconds(), ranked: live.ranking.size };
  }
}

const gateWords = ({ outcome, reason, questions, figures }: GateReport): string =>
  [
    outcome,
    reason,
    `${questions} questions`,
    ...figures.map(
      ({ difference: { value, lower, upper } }) => `${value.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`,
    ),
  ].join(", ");

/** Waits until the worker has nothing left to do: what followed from making the house is no part of what is measured. Jobs
 *  that were taken up before `since` are a killed worker's: the queue holds them for active until they expire. */
export async function untilQuiet({ limitMs = 400_000, since = new Date(0) } = {}): Promise<void> {
  const { db } = await import("@/lib/db");
  const until = performance.now() + limitMs;
  for (let quiet = 0; quiet < 10; await wait(200)) {
    const rows = await db().$queryRaw<{ name: string }[]>`
      SELECT name FROM pgboss.job
      WHERE state IN ('created', 'retry') OR (state = 'active' AND started_on >= ${since})`;
    quiet = rows.length === 0 ? quiet + 1 : 0;
    if (performance.now() > until)
      throw new Error(
        `the worker is still busy after ${limitMs / 1_000} s: ${rows.map(({ name }) => name).join(", ")}`,
      );
  }
}
