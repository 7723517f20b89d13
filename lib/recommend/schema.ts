export type PairQuestion = { a: string; b: string };

/** score: compatibility 0..1, null when a product is unknown. uncertainty: entropy of it in bits, 0 sure to 1 cannot tell. */
export type PairScore = PairQuestion & {
  score: number | null;
  uncertainty: number | null;
  /** The version that scored: "compatibility v3". */
  model: string;
  /** Ids that are not in the catalogue. */
  unknown: string[];
};
