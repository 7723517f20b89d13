import { z } from "zod";
import { endpoint } from "@/lib/http/api/endpoint";
import { versions } from "@/lib/models/data";
import { PromoteVersion, RollBack, VersionCard } from "@/lib/models/evaluation/schema";
import { promote } from "@/lib/models/promote";
import { rollBack } from "@/lib/models/roll-back";
import { Head } from "@/lib/models/schema";
import { fail, ok } from "@/lib/result";
import { cancelRun } from "@/lib/training/cancel-run";
import { runOf, runs } from "@/lib/training/data";
import { cancelFineTuning } from "@/lib/training/fine-tune/cancel-fine-tuning";
import { fineTunings } from "@/lib/training/fine-tune/data";
import { FineTuningCard, StartFineTuning } from "@/lib/training/fine-tune/schema";
import { startFineTuning } from "@/lib/training/fine-tune/start-fine-tuning";
import { RunCard, StartTraining } from "@/lib/training/schema";
import { startTraining } from "@/lib/training/start-training";

const reads = { method: "GET", tag: "Training", scope: "training:read", can: "train" } as const;
const writes = { method: "POST", tag: "Training", scope: "training:write", can: "train" } as const;
const params = z.object({ id: z.uuid() });
const query = z.strictObject({ head: Head.optional() });
const Promoted = z.object({ versionId: z.uuid(), number: z.int() });

export const trainingEndpoints = [
  endpoint({
    ...reads,
    path: "/training/runs",
    title: "The latest training runs",
    query,
    answer: z.object({ runs: z.array(RunCard) }),
    handle: async ({ query: { head } }) => ({ runs: await runs(head) }),
  }),
  endpoint({
    ...reads,
    path: "/training/runs/{id}",
    title: "How a run stands",
    params,
    answer: RunCard,
    failures: ["not-found"],
    handle: async ({ params: { id } }) => {
      const run = await runOf(id);
      return run ? ok(run) : fail("not-found");
    },
  }),
  endpoint({
    ...writes,
    path: "/training/runs",
    title: "Start training a network",
    says: "A worker takes it up; poll `/training/runs/{id}`. What comes of it meets the gate.",
    status: 202,
    body: StartTraining,
    answer: z.object({ runId: z.uuid() }),
    failures: ["run-active", "not-enough-data"],
    handle: ({ by, body }) => startTraining(by, body),
  }),
  endpoint({
    ...writes,
    path: "/training/runs/{id}/cancel",
    title: "Cancel a run",
    status: 202,
    params,
    answer: z.object({ runId: z.uuid() }),
    failures: ["not-found"],
    handle: ({ by, params: { id } }) => cancelRun(by, { runId: id }),
  }),
  endpoint({
    ...reads,
    path: "/training/versions",
    title: "Every version, with what it measured and what the gate found",
    query,
    answer: z.object({ versions: z.array(VersionCard) }),
    handle: async ({ query: { head } }) => ({ versions: await versions(head) }),
  }),
  endpoint({
    ...writes,
    path: "/training/versions/{id}/promote",
    title: "Let a version serve",
    says: "Where the gate does not speak for it, `reason` says why it should serve all the same.",
    params,
    body: PromoteVersion,
    answer: Promoted,
    failures: ["not-found", "already-champion", "encoder-changed", "weights-damaged", "gate-refused"],
    handle: ({ by, params: { id }, body }) => promote(by, { versionId: id, reason: body.reason }),
  }),
  endpoint({
    ...writes,
    path: "/training/roll-back",
    title: "Let the version before serve again",
    body: RollBack,
    answer: Promoted,
    failures: ["not-found", "already-champion", "encoder-changed", "weights-damaged", "gate-refused", "nothing-before"],
    handle: ({ by, body }) => rollBack(by, body),
  }),
  endpoint({
    ...reads,
    path: "/training/fine-tunings",
    title: "The latest fine-tunings of an encoder, and what they were worth",
    answer: z.object({ fineTunings: z.array(FineTuningCard) }),
    handle: async () => ({ fineTunings: await fineTunings() }),
  }),
  endpoint({
    ...writes,
    can: "administer",
    path: "/training/fine-tunings",
    title: "Fine-tune an encoder on the catalogue's own categories",
    says: "A worker takes it up; poll `/training/fine-tunings`. What comes of it is kept beside the encoder that serves.",
    status: 202,
    body: StartFineTuning,
    answer: z.object({ id: z.uuid() }),
    failures: ["invalid", "fine-tuning-active"],
    handle: ({ by, body }) => startFineTuning(by, body),
  }),
  endpoint({
    ...writes,
    can: "administer",
    path: "/training/fine-tunings/{id}/cancel",
    title: "Cancel a fine-tuning",
    status: 202,
    params,
    answer: z.object({ id: z.uuid() }),
    failures: ["not-found"],
    handle: ({ by, params: { id } }) => cancelFineTuning(by, { id }),
  }),
];
