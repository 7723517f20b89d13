import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fitPosterior,
  type OnlineAnswers,
  posteriorLogits,
  posteriorVariance,
  probitChance,
} from "@/ml/acquisition/online-posterior";
import { matrixOf, rowOf, takeRows } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

const d = 5;
const precision = Float64Array.from([0.25, 1, 4, 1, 2]);

function answersOf(n: number, seed: number, targetOf = (draw: number) => (draw < 0.5 ? 0 : 1)): OnlineAnswers {
  const rng = rngOf(seed);
  return {
    features: matrixOf(
      n,
      d,
      Float32Array.from({ length: n * d }, () => drawNormal(rng)),
    ),
    offset: Float32Array.from({ length: n }, () => drawNormal(rng)),
    target: Float32Array.from({ length: n }, () => targetOf(rng())),
    weight: Float32Array.from({ length: n }, () => 0.2 + rng()),
  };
}

function pick(answers: OnlineAnswers, rows: number[]): OnlineAnswers {
  const of = (values: Float32Array) => Float32Array.from(rows, (row) => values[row]);
  return {
    features: takeRows(answers.features, rows),
    offset: of(answers.offset),
    target: of(answers.target),
    weight: of(answers.weight),
  };
}

const all = (answers: OnlineAnswers) => Array.from(answers.target.keys());
const furthest = (a: Float64Array, b: Float64Array) => a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);
const seeds = fc.integer({ min: 1, max: 1e6 });
const sizes = fc.integer({ min: 0, max: 40 });

describe("what the answers teach the last layer", () => {
  it("does not depend on their order, nor on where the search began", () => {
    fc.assert(
      fc.property(
        seeds,
        sizes,
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: d, maxLength: d }),
        (seed, n, start) => {
          const answers = answersOf(n, seed);
          const forth = fitPosterior(precision, answers);
          const back = fitPosterior(precision, pick(answers, all(answers).reverse()), start);
          expect(furthest(forth.mean, back.mean)).toBeLessThan(1e-4);
          expect(furthest(forth.factor, back.factor)).toBeLessThan(1e-4);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is forgotten when an answer is taken back", () => {
    const answers = answersOf(30, 3);
    const before = fitPosterior(precision, pick(answers, all(answers).slice(0, 29)));
    const given = fitPosterior(precision, answers, before.mean);
    const undone = fitPosterior(precision, pick(answers, all(answers).slice(0, 29)), given.mean);
    expect(furthest(given.mean, before.mean)).toBeGreaterThan(1e-3);
    expect(furthest(undone.mean, before.mean)).toBeLessThan(1e-5);
  });

  it("makes a pair like the answered one surer, and no pair less sure", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, n) => {
        const answers = answersOf(n, seed);
        const [none, some] = [fitPosterior(precision, pick(answers, [])), fitPosterior(precision, answers)];
        const variance = (posterior: typeof none, x: Float32Array) =>
          posteriorVariance(posterior, x, new Float64Array(d));
        const asked = rowOf(answers.features, 0);
        expect(variance(some, asked)).toBeLessThan(variance(none, asked));
        const other = rowOf(answersOf(1, seed + 1).features, 0);
        expect(variance(some, other)).toBeLessThanOrEqual(variance(none, other) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it("starts as what the network says, and moves towards what was said", () => {
    const answers = answersOf(20, 5, () => 1);
    for (const row of all(answers)) rowOf(answers.features, row)[0] = 1;
    const none = fitPosterior(precision, pick(answers, []));
    expect([...posteriorLogits(none, answers.features, answers.offset)]).toEqual([...answers.offset]);
    const some = fitPosterior(precision, answers);
    const loss = (logits: Float32Array) => logits.reduce((sum, z) => sum + Math.log1p(Math.exp(-z)), 0) / 20;
    const told = loss(posteriorLogits(some, answers.features, answers.offset));
    expect(told).toBeLessThan(0.8 * loss(answers.offset));
  });

  it("stays finite when everybody says the same of the same pair a thousand times", () => {
    const one = pick(
      answersOf(1, 6, () => 0),
      new Array(1_000).fill(0),
    );
    const posterior = fitPosterior(precision, one);
    expect([...posterior.mean, ...posterior.factor].every(Number.isFinite)).toBe(true);
    expect(posteriorLogits(posterior, one.features, one.offset)[0]).toBeLessThan(-3);
  });

  it("counts a weight of two like two answers, and a split vote as both", () => {
    const [answer] = [answersOf(1, 7, () => 1)];
    const twice = { ...answer, weight: Float32Array.of(2 * answer.weight[0]) };
    expect(
      furthest(fitPosterior(precision, twice).mean, fitPosterior(precision, pick(answer, [0, 0])).mean),
    ).toBeLessThan(1e-6);
    const split = { ...answer, target: Float32Array.of(0.5) };
    const both = {
      ...pick(answer, [0, 0]),
      target: Float32Array.of(0, 1),
      weight: pick(answer, [0, 0]).weight.map((w) => w / 2),
    };
    expect(furthest(fitPosterior(precision, split).mean, fitPosterior(precision, both).mean)).toBeLessThan(1e-6);
  });

  it("refuses what is no number, and shapes that do not agree", () => {
    const answers = answersOf(3, 8);
    const broken = (change: Partial<OnlineAnswers>) => () => fitPosterior(precision, { ...answers, ...change });
    expect(broken({ offset: Float32Array.of(0, Number.NaN, 0) })).toThrow("offset holds NaN at 1");
    expect(broken({ target: Float32Array.of(0, 1, Number.POSITIVE_INFINITY) })).toThrow("target holds Infinity at 2");
    expect(broken({ target: Float32Array.of(0, 1, 2) })).toThrow("outside 0..1");
    expect(broken({ weight: Float32Array.of(1, 0, 1) })).toThrow("not above 0");
    expect(broken({ features: matrixOf(3, 4) })).toThrow("have to agree");
    expect(broken({ offset: new Float32Array(2) })).toThrow("have to agree");
  });
});

it("a logit that nobody is sure of is a chance nearer to one half", () => {
  expect(probitChance(2, 0)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  expect(probitChance(2, 10)).toBeLessThan(probitChance(2, 1));
  expect(probitChance(2, 1e6)).toBeGreaterThan(0.5);
  expect(probitChance(-2, 3)).toBeCloseTo(1 - probitChance(2, 3), 12);
});
