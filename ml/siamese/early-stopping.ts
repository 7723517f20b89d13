/** Chooses among rounds of training by a validation score. Of rounds that the score can't tell apart, those within
 *  `slack` of the highest, the latest counts: the learning rate falls to zero towards the end, and a lucky early round
 *  of a small validation set must not win (the one-standard-error rule, Breiman et al. 1984). */
export class EarlyStopping {
  #highest = Number.NEGATIVE_INFINITY;
  #kept = 0;
  readonly #slack: number;
  readonly #patience: number;

  /** patience: rounds in a row that may fall below the slack before training stops. */
  constructor(slack: number, patience: number) {
    this.#slack = slack;
    this.#patience = patience;
  }

  /** What to do after a round (counted from 1): keep its weights, go on with those kept, or stop. */
  offer(round: number, score: number): "keep" | "pass" | "stop" {
    this.#highest = Math.max(this.#highest, score);
    if (score >= this.#highest - this.#slack) {
      this.#kept = round;
      return "keep";
    }
    return round - this.#kept >= this.#patience ? "stop" : "pass";
  }
}

/** Standard error of an area under the curve that tells nothing, on targets [p] in 0..1 of which some are above one half
 *  and some are not (Hanley & McNeil 1982, at area .5). */
export function standardErrorOfArea(target: Float32Array): number {
  const fits = target.filter((y) => y > 0.5).length;
  const clashes = target.length - fits;
  return Math.sqrt((target.length + 1) / (12 * fits * clashes));
}
