import { z } from "zod";
import { LabelVerdict } from "../../labels/schema";
import { Head } from "../../models/schema";

/** Channels of Postgres' LISTEN: answers (sent with each answer, undo and revision) and rewritten places. */
export const answersChannel = "toile_labels";
export const rankingChannel = "toile_ranking";

/** What is sent with an answer: which label is new, undone or revised. */
export const AnswerNotice = z.object({ head: Head, labelId: z.uuid(), userId: z.uuid() });
export type AnswerNotice = z.infer<typeof AnswerNotice>;

/** What is told of a rewritten ranking; answers: how many since its version's training are in it. */
export const RankingNotice = z.object({ head: Head, rankingId: z.uuid(), answers: z.int() });
export type RankingNotice = z.infer<typeof RankingNotice>;

/** The queue that serves now. trainedAt: when the data of its version were frozen. */
export const LiveQueue = z.object({
  rankingId: z.uuid(),
  seed: z.int(),
  versionId: z.uuid(),
  isChampions: z.boolean(),
  trainedAt: z.date(),
});
export type LiveQueue = z.infer<typeof LiveQueue>;

/** One answer as the posterior needs it. */
export const GivenAnswer = z.object({
  labelId: z.uuid(),
  taskId: z.uuid(),
  pairId: z.uuid(),
  verdict: LabelVerdict,
  stands: z.boolean(),
  /** An answer that closed no task leaves it to others. */
  isLate: z.boolean(),
  createdAt: z.date(),
});
export type GivenAnswer = z.infer<typeof GivenAnswer>;

/** A pair of the pool; taskId: its open ranked task, null where it has none that may be moved. */
export const PoolPair = z.object({
  pairId: z.uuid(),
  productAId: z.string(),
  productBId: z.string(),
  taskId: z.uuid().nullable(),
});
export type PoolPair = z.infer<typeof PoolPair>;

/** Where a task stands in the live ranking. isFree: open, ranked, in nobody's hands, so that it may be moved. */
export const Place = z.object({
  taskId: z.uuid(),
  rank: z.int(),
  estimate: z.number().nullable(),
  uncertainty: z.number().nullable(),
  isFront: z.boolean(),
  isFree: z.boolean(),
  isOpen: z.boolean(),
});
export type Place = z.infer<typeof Place>;
