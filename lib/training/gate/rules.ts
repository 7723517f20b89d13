import type { GateReport } from "../../models/evaluation/schema";
import type { Head } from "../../models/schema";

/** What the holdout holds now. judgements: judged pairs drawn uniformly · products: with a category · answers: reviewers'
 *  answers about them since the last look. */
export type Holdout = { judgements: number; products: number; answers: number };

/** Each look is one more chance to pass by luck, so there have to be so many more questions before the next one: a
 *  challenger that waits from 500 judgements to 2,000 is looked at seven times, not every minute. */
const growth = 1.25;
const leastMore = 20;

/** Whether a gate that could not tell has a good deal more to tell by than when it last looked. */
export function hasGrown(head: Head, report: GateReport, now: Holdout): boolean {
  if (report.outcome !== "notEnough") return false;
  if (head === "category")
    return (
      isMore(now.products, report.questions) || now.answers >= Math.max(leastMore, (growth - 1) * report.questions)
    );
  // While outfits decide, answers change nothing until there are enough of them.
  if (report.source !== "judged") return now.judgements >= report.judgementsNeeded;
  return isMore(now.judgements, report.judgements);
}

const isMore = (now: number, then: number): boolean => now >= Math.max(growth * then, then + leastMore);
