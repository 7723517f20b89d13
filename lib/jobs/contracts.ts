import { z } from "zod";

const Head = z.enum(["compatibility", "category"]);

/** Every background job with the shape of its payload. Ids, not rows: a handler reloads what it needs. */
export const contracts = {
  /** Train the run's head in a child process and store the version. */
  train: z.object({ runId: z.uuid() }),
  /** Embed every photo that the live encoder has not seen. */
  embed: z.object({ encoderId: z.uuid().optional() }),
  /** Make candidate pairs or flags anew with the champion, and a new live ranking. */
  rank: z.object({ head: Head }),
  /** Have the catalogue's rules look at what an import wrote. */
  "apply-rules": z.object({ importId: z.uuid() }),
  /** Ask reviewers where a source now contradicts both itself and a correction. */
  "raise-source-flags": z.object({ importId: z.uuid() }),
  /** The dry run of a file that was dropped. */
  "check-import": z.object({ importJobId: z.uuid() }),
  /** Bring it in, or go on with it. */
  "apply-import": z.object({ importJobId: z.uuid() }),
  /** Measure a version on the holdout for its card, and compare it with the one that serves. */
  evaluate: z.object({ versionId: z.uuid() }),
  /** Take a change of encoder a step further: open it, embed under it, compare it, keep it complete. */
  "change-encoder": z.object({ changeId: z.uuid() }),
  /** Read descriptions by something else: open it, embed everything, have trainings read it. */
  "change-descriptions": z.object({ changeId: z.uuid() }),
  /** Embed every description that this encoder of them has not seen. */
  "embed-descriptions": z.object({ encoderId: z.uuid() }),
  /** Tune an encoder's last block in a child process and keep it as another encoder. */
  "fine-tune": z.object({ tuningId: z.uuid() }),
} as const;
export type JobName = keyof typeof contracts;
export type JobPayload<N extends JobName> = z.infer<(typeof contracts)[N]>;

export const jobNames = Object.keys(contracts) as JobName[];

/** Two waiting jobs with one key do the same work, so the second is not stored. A job under way does not count:
 *  what changed since it began needs another one. */
export const keyOf: { [N in JobName]: (payload: JobPayload<N>) => string } = {
  train: ({ runId }) => runId,
  embed: ({ encoderId }) => encoderId ?? "live",
  rank: ({ head }) => head,
  "apply-rules": ({ importId }) => importId,
  "raise-source-flags": ({ importId }) => importId,
  "check-import": ({ importJobId }) => importJobId,
  "apply-import": ({ importJobId }) => importJobId,
  evaluate: ({ versionId }) => versionId,
  "change-encoder": ({ changeId }) => changeId,
  "change-descriptions": ({ changeId }) => changeId,
  "embed-descriptions": ({ encoderId }) => encoderId,
  "fine-tune": ({ tuningId }) => tuningId,
};
