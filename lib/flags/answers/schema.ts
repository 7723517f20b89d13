/** What a reviewer found at a flag that a version raised. score: how suspect the version's own evidence made it, before
 *  answers were weighed. */
export type FlagFinding = {
  given: number;
  proposed: number;
  score: number;
  outcome: "error" | "keep" | "ambiguous";
};

/** Two categories that reviewers could not tell apart: of `asked` flags between them `ambiguous` were called so. */
export type AmbiguousPair = {
  first: { id: number; name: string; products: number };
  second: { id: number; name: string; products: number };
  ambiguous: number;
  errors: number;
  kept: number;
  /** What flags between the two weigh now, 0..1: the odds of an error are multiplied by it. */
  weight: number;
};

/** Called the same less often than this is a slip. */
export const leastAmbiguous = 3;
