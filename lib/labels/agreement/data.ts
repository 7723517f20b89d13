import { wilsonFigure } from "@/ml/evaluation/wilson";
import { reliabilityOf, weightOfNotChosen } from "./rules";
import type { NotChosen } from "./schema";
import { leftOutAndClashing, sharedOpinions } from "./sql";

/* What training weighs answers by, read from the labels as they are in that moment; the overview's figures of the same
   follow some seconds behind (lib/insights/agreement). */

/** The weight of "not chosen" in training, with what it was measured on. */
export async function notChosenWeight(): Promise<NotChosen> {
  const { k, n } = await leftOutAndClashing();
  return { clashing: n > 0 ? wilsonFigure(k, n) : null, weight: weightOfNotChosen({ clashing: k, judged: n }) };
}

/** How much each person's judgement weighs in training, by their agreement with others; who is not in it weighs 1. */
export const reliability = async (): Promise<Map<string, number>> => reliabilityOf(await sharedOpinions());
