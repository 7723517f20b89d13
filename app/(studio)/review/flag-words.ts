import type { FlagCard, PhotoFault } from "@/lib/flags/schema";

export const faultWords: Record<PhotoFault, string> = {
  missing: "No photo",
  unreadable: "Photo can't be read",
  shared: "Photo of several garments",
  "out-of-place": "Photo of something else",
};

export const valuesText = (values: readonly string[], none = "none"): string => values.join(", ") || none;

/** What the answers to a flag are called. take: null where there is nothing to agree with; other: null where nothing
 *  else can be right. */
export type AnswerWords = { keep: string; take: string | null; other: string | null };

export function answerWords(flag: FlagCard): AnswerWords {
  switch (flag.kind) {
    case "category":
      return { keep: `Keep ${flag.given.name}`, take: `Take ${flag.proposed.name}`, other: "Other…" };
    case "blind":
      return { keep: `Yes, ${flag.given.name}`, take: null, other: "No, it is…" };
    case "attribute":
      return {
        keep: flag.given.length > 0 ? `Keep ${valuesText(flag.given)}` : "Leave it empty",
        take: `Take ${valuesText(flag.proposed)}`,
        other: "Other…",
      };
    case "photo":
      return { keep: "Photo is fine", take: "Photo is wrong", other: "Wrong category…" };
    case "duplicate":
      return { keep: "Two garments", take: "The same one", other: null };
    case "report":
      return { keep: "Nothing is wrong", take: "Something is wrong", other: "Wrong category…" };
  }
}
