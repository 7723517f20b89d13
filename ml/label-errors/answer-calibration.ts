/** Log-odds of an error = intercept + slope · log-odds of the score. */
export type AnswerCalibration = { intercept: number; slope: number; answers: number };

/** One settled flag: the score that it was raised with, and whether the reviewer found an error. */
export type FlagAnswer = { score: number; wasError: boolean };

/** Deviation that both numbers have around "the score is right as it is" before an answer is known; about ten answers
 *  weigh as much. */
const PRIOR_DEVIATION = 1;

/** Scores of 0 and 1 have no log-odds. */
const EDGE = 1e-4;
const ROUNDS = 50;

/** Fits what the scores of flags are worth as probabilities of an error (Platt 1999), drawn towards leaving them as they
 *  are, so that no answer changes nothing and ten change a little. A larger score never means a smaller probability.
 *  Throws RangeError on a score outside 0..1. */
export function calibrateAnswers(answers: readonly FlagAnswer[]): AnswerCalibration {
  const x = answers.map(({ score }) => logOdds(score));
  const free = fitCurve(x, answers, null);
  return { ...(free.slope >= 0 ? free : fitCurve(x, answers, 0)), answers: answers.length };
}

/** Probability of an error behind a score, 0..1. Throws RangeError on a score outside 0..1. */
export function errorProbability({ intercept, slope }: AnswerCalibration, score: number): number {
  return 1 / (1 + Math.exp(-(intercept + slope * logOdds(score))));
}

/** Newton's method on the penalised log-likelihood of both numbers, or of the intercept alone where the slope is set. */
function fitCurve(x: number[], answers: readonly FlagAnswer[], fixedSlope: number | null) {
  const penalty = 1 / PRIOR_DEVIATION ** 2;
  let [intercept, slope] = [0, fixedSlope ?? 1];
  for (let round = 0; round < ROUNDS; round++) {
    let [g0, g1, h00, h01, h11] = [penalty * intercept, penalty * (slope - 1), penalty, 0, penalty];
    x.forEach((value, i) => {
      const p = 1 / (1 + Math.exp(-(intercept + slope * value)));
      const error = p - (answers[i].wasError ? 1 : 0);
      g0 += error;
      g1 += error * value;
      const weight = p * (1 - p);
      h00 += weight;
      h01 += weight * value;
      h11 += weight * value * value;
    });
    if (fixedSlope !== null) [g1, h01, h11] = [0, 0, 1];
    const determinant = h00 * h11 - h01 * h01;
    const [d0, d1] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    // A step of more than 1 in log-odds overshoots where the curve is flat.
    const damping = 1 / Math.max(1, Math.abs(d0), Math.abs(d1));
    intercept -= damping * d0;
    slope -= damping * d1;
    if (Math.abs(d0) + Math.abs(d1) < 1e-9) break;
  }
  return { intercept, slope };
}

function logOdds(score: number): number {
  if (!(score >= 0 && score <= 1)) throw new RangeError(`score is ${score}, it must be from 0 to 1`);
  const p = Math.min(1 - EDGE, Math.max(EDGE, score));
  return Math.log(p / (1 - p));
}
