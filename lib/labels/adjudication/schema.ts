import { z } from "zod";
import { ProductCard } from "../../catalogue/schema";
import { PairReason, PairVerdict, pairLabelVerdicts } from "../schema";

/** What a disagreement is settled to. `id` is made in the browser; the same id again answers as it did the first time. */
export const Settlement = z.object({
  id: z.uuid(),
  pairId: z.uuid(),
  verdict: PairVerdict,
  note: z.string().trim().max(2_000).optional(),
});
export type Settlement = z.infer<typeof Settlement>;
export const UndoSettlement = z.object({ id: z.uuid() });

export const Opinion = z.object({
  labelId: z.uuid(),
  by: z.string(),
  verdict: z.enum(pairLabelVerdicts),
  reason: PairReason.nullable(),
  note: z.string().nullable(),
  at: z.iso.datetime(),
});
export type Opinion = z.infer<typeof Opinion>;

/** A pair on which people differ, with every opinion that stands, oldest first. */
const ends = { anchor: ProductCard, candidate: ProductCard };
export const Disagreement = z.object({ pairId: z.uuid(), ...ends, opinions: z.array(Opinion) });
export type Disagreement = z.infer<typeof Disagreement>;

export const Settled = z.object({
  id: z.uuid(),
  pairId: z.uuid(),
  verdict: PairVerdict,
  note: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Settled = z.infer<typeof Settled>;
export const SettledPair = Settled.extend({ ...ends, isGold: z.boolean() });
export type SettledPair = z.infer<typeof SettledPair>;

export const Disagreements = z.object({
  /** The newest ones; `count` tells how many there are in all, up to a thousand, and isMore whether there are still more. */
  open: z.array(Disagreement),
  count: z.int(),
  isMore: z.boolean(),
  /** What was settled last, newest first. */
  settled: z.array(SettledPair),
});
export type Disagreements = z.infer<typeof Disagreements>;
/** How many are read at a time. */
export const listedDisagreements = 50;
/** Beyond so many nobody needs to know how many there are. */
export const countedDisagreements = 1_000;
export const listedSettled = 20;
