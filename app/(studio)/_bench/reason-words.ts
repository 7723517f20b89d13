import { reasons } from "@/app/_commands/registry/pairs";
import { type PairReason, pairReasons } from "@/lib/labels/schema";

/** What each reason is called, by the command that gives it. */
export const reasonWords = Object.fromEntries(
  pairReasons.map((reason) => [reason, reasons.find(({ id }) => id === `pairs.reason.${reason}`)!.title]),
) as Record<PairReason, string>;
