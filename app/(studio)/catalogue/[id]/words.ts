import type { FixRecord } from "@/lib/flags/schema";
import type { LabelVerdict } from "@/lib/labels/schema";

/** Why a correction was made, to follow who made it; nothing where nobody said. */
export function whyWords({ verdict, note, rule }: FixRecord): string {
  const reason = rule ? `by the rule “${rule}”` : verdict === "take" ? "took the proposal" : null;
  return [reason && ` (${reason})`, note && `: “${note}”`].filter(Boolean).join("");
}

export const saidWords: Record<LabelVerdict, string> = {
  fits: "Fits",
  clashes: "Clashes",
  unsure: "Not sure",
  notChosen: "Not chosen",
  keep: "Kept",
  take: "Taken",
  other: "Changed",
  ambiguous: "Ambiguous",
  undecidable: "Can't tell",
};
