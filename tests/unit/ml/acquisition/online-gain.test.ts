import { describe, expect, it } from "vitest";
import { onlineGain } from "@/ml/acquisition/online-gain";
import { fitPosterior, type OnlineAnswers, posteriorLogits } from "@/ml/acquisition/online-posterior";
import { matrixOf, takeRows } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

const d = 4;
const prior = Float64Array.from([1, 1, 1, 1]);

/** Answers by a person whose taste lies `bias` of each feature away from what the network says. */
function answersBy(bias: number, n: number, seed: number): OnlineAnswers {
  const rng = rngOf(seed);
  const features = matrixOf(
    n,
    d,
    Float32Array.from({ length: n * d }, () => drawNormal(rng)),
  );
  const offset = Float32Array.from({ length: n }, () => drawNormal(rng));
  const truth = Float32Array.from(offset, (logit, i) => {
    let sum = logit;
    for (let j = 0; j < d; j++) sum += bias * features.data[i * d + j];
    return sum;
  });
  const target = truth.map((logit) => (rng() < 1 / (1 + Math.exp(-logit)) ? 1 : 0));
  return { features, offset, target, weight: new Float32Array(n).fill(1) };
}

const gainOf = (answers: OnlineAnswers) => onlineGain(fitPosterior(prior, answers), answers)!;

describe("what the answers since a training are worth", () => {
  it("is sure to be something where people keep saying otherwise than the network", () => {
    const { n, gain, lower } = gainOf(answersBy(1, 300, 1));
    expect(n).toBe(300);
    expect(gain).toBeGreaterThan(0.1);
    expect(lower).toBeGreaterThan(0);
    expect(lower).toBeLessThan(gain);
  });

  it("is seldom thought to be anything where the network is right", () => {
    const fooled = Array.from({ length: 200 }, (_, seed) => gainOf(answersBy(0, 150, seed + 1))).filter(
      ({ lower }) => lower > 0,
    );
    expect(fooled.length).toBeLessThanOrEqual(6);
  });

  it("agrees with leaving each answer out and fitting anew", () => {
    const answers = answersBy(0.6, 40, 7);
    const all = Array.from(answers.target.keys());
    const loss = (logit: number, y: number) => Math.log1p(Math.exp(logit)) - y * logit;
    const saved = all.map((i) => {
      const rows = all.filter((row) => row !== i);
      const of = (values: Float32Array) => Float32Array.from(rows, (row) => values[row]);
      const rest = {
        features: takeRows(answers.features, rows),
        offset: of(answers.offset),
        target: of(answers.target),
        weight: of(answers.weight),
      };
      const [logit] = posteriorLogits(
        fitPosterior(prior, rest),
        takeRows(answers.features, [i]),
        answers.offset.slice(i, i + 1),
      );
      return loss(answers.offset[i], answers.target[i]) - loss(logit, answers.target[i]);
    });
    const exact = saved.reduce((sum, value) => sum + value, 0) / saved.length;
    expect(gainOf(answers).gain).toBeCloseTo(exact, 2);
  });

  it("is not known of a single answer, nor of a posterior of other features", () => {
    const one = answersBy(1, 1, 1);
    expect(onlineGain(fitPosterior(prior, one), one)).toBeNull();
    const many = answersBy(1, 5, 1);
    expect(() => onlineGain({ mean: new Float64Array(3), factor: new Float64Array(9) }, many)).toThrow(RangeError);
  });
});
