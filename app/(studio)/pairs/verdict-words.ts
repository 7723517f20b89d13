import type { PairVerdict } from "@/lib/labels/schema";

export const verdictWords: Record<PairVerdict, string> = { fits: "Fits", clashes: "Clashes", unsure: "Not sure" };
