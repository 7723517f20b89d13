import type { FlagVerdict } from "@/lib/labels/schema";

export const verdictWords: Record<FlagVerdict, string> = {
  keep: "Kept",
  take: "Taken",
  other: "Changed",
  ambiguous: "Ambiguous",
  undecidable: "Can't tell",
};
