import { z } from "zod";
import type { ProductCard } from "../../catalogue/schema";
import { PairReason, PairVerdict } from "../schema";

/** What can be agreed on: not sure is no answer to measure by. */
export const GoldVerdict = PairVerdict.exclude(["unsure"]);
export type GoldVerdict = z.infer<typeof GoldVerdict>;

export const NewGold = z.object({
  pairId: z.uuid(),
  verdict: GoldVerdict,
  reason: PairReason.nullable().default(null),
  /** Why, for who answered otherwise. */
  explanation: z.string().trim().min(3, "Say in a sentence why.").max(1_000),
  /** Among the practice pairs too, behind the last one. */
  inPractice: z.boolean(),
});
export type NewGold = z.infer<typeof NewGold>;
export const GoldRef = z.object({ pairId: z.uuid() });

/** How many pairs a practice has at most. */
export const practiceSize = 20;
/** The practice pairs from the first on; gold pairs that are not listed are for quality control alone. */
export const PracticeOrder = z.object({
  pairIds: z
    .array(z.uuid())
    .max(practiceSize)
    .refine((ids) => new Set(ids).size === ids.length, "Each pair once."),
});
export type PracticeOrder = z.infer<typeof PracticeOrder>;

export type GoldCard = {
  pairId: string;
  anchor: ProductCard;
  candidate: ProductCard;
  verdict: GoldVerdict;
  reason: PairReason | null;
  explanation: string;
  practiceAt: number | null;
  by: string | null;
  /** Sure answers that people gave to it as gold, and how many of them as agreed. */
  answered: number;
  asAgreed: number;
};
