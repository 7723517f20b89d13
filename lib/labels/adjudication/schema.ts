import { z } from "zod";
import type { ProductCard } from "../../catalogue/schema";
import { type PairReason, PairVerdict } from "../schema";

/** What a disagreement is settled to. `id` is made in the browser; the same id again answers as it did the first time. */
export const Settlement = z.object({
  id: z.uuid(),
  pairId: z.uuid(),
  verdict: PairVerdict,
  note: z.string().trim().max(2_000).optional(),
});
export type Settlement = z.infer<typeof Settlement>;
export const UndoSettlement = z.object({ id: z.uuid() });

export type Opinion = {
  labelId: string;
  by: string;
  verdict: PairVerdict | "notChosen";
  reason: PairReason | null;
  note: string | null;
  at: string;
};

/** A pair on which people differ, with every opinion that stands, oldest first. */
export type Disagreement = { pairId: string; anchor: ProductCard; candidate: ProductCard; opinions: Opinion[] };

export type Settled = { id: string; pairId: string; verdict: PairVerdict; note: string | null; by: string; at: string };
export type SettledPair = Settled & Pick<Disagreement, "anchor" | "candidate"> & { isGold: boolean };

export type Disagreements = {
  /** The newest ones; `count` tells how many there are in all. */
  open: Disagreement[];
  count: number;
  /** What was settled last, newest first. */
  settled: SettledPair[];
};
/** How many are read at a time. */
export const listedDisagreements = 50;
export const listedSettled = 20;
