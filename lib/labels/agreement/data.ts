import { bootstrapFigure } from "@/ml/evaluation/bootstrap";
import { krippendorffAlpha } from "@/ml/evaluation/krippendorff";
import { wilsonFigure } from "@/ml/evaluation/wilson";
import type { Figure } from "../../models/schema";
import { reliabilityOf, weightOfNotChosen } from "./rules";
import type { Agreement, NotChosen } from "./schema";
import { blindOpinions, goldAlike, leftOutAndClashing, repeatedAlike, type Share, sharedOpinions } from "./sql";

const seed = 1;

/** How far people agree, each figure with its interval: Wilson's for shares, the bootstrap over pairs for alpha. */
export async function agreement(): Promise<Agreement> {
  const [opinions, repeats, gold, notChosen] = await Promise.all([
    blindOpinions(),
    repeatedAlike(),
    goldAlike(),
    notChosenWeight(),
  ]);
  return { interAnnotator: alphaOf(opinions), selfConsistency: shareOf(repeats), gold: shareOf(gold), notChosen };
}

/** The weight of "not chosen" in training, with what it was measured on. */
export async function notChosenWeight(): Promise<NotChosen> {
  const measured = await leftOutAndClashing();
  return {
    clashing: shareOf(measured),
    weight: weightOfNotChosen({ clashing: measured.k, judged: measured.n }),
  };
}

/** How much each person's judgement weighs in training, by their agreement with others; who is not in it weighs 1. */
export const reliability = async (): Promise<Map<string, number>> => reliabilityOf(await sharedOpinions());

const shareOf = ({ k, n }: Share): Figure | null => (n > 0 ? wilsonFigure(k, n) : null);

function alphaOf(opinions: { fits: number; clashes: number }[]): Figure | null {
  const units = opinions.map(({ fits, clashes }) => [...Array(fits).fill(0), ...Array(clashes).fill(1)]);
  const figure = bootstrapFigure([...units.keys()], krippendorffAlpha(units), seed);
  // Too few, or all of one verdict: there is nothing to agree about yet.
  return [figure.value, figure.lower, figure.upper].every(Number.isFinite) ? figure : null;
}
