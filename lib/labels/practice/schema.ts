import { z } from "zod";
import type { ProductCard } from "../../catalogue/schema";
import type { GoldVerdict } from "../gold/schema";
import { type PairReason, PairVerdict } from "../schema";

export const PracticeAnswer = z.object({ pairId: z.uuid(), verdict: PairVerdict });
export type PracticeAnswer = z.infer<typeof PracticeAnswer>;

/** As stored in Practice.answers. */
export const PracticeAnswers = z.array(PracticeAnswer);

/** What the house says about a pair, told only after the answer. */
export type Explained = { given: PairVerdict; agreed: GoldVerdict; reason: PairReason | null; explanation: string };

export type PracticeStep = { pairId: string; anchor: ProductCard; candidate: ProductCard; answer: Explained | null };
export type PracticeState = { steps: PracticeStep[]; finishedAt: string | null };

/** An invitation to practise: not begun, or left half-way. */
export type PracticeOffer = { done: number; of: number };
