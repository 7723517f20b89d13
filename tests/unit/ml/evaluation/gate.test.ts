import { describe, expect, it } from "vitest";
import { weightedMean } from "@/ml/evaluation/bootstrap";
import { categoryGate, knownHoldout } from "@/ml/evaluation/category-gate";
import { GATE_RULES, type GateQuestions, gate } from "@/ml/evaluation/gate";
import { holdoutQuestions, judgedHoldout, pairGate } from "@/ml/evaluation/gate-questions";
import { reweightedArea } from "@/ml/evaluation/ranking";
import { matrixOf } from "@/ml/runtime/matrix";
import { drawIndex, drawNormal, rngOf } from "@/ml/runtime/seed";
import { plantedHouse } from "../planted-house";

type House = {
  models?: number;
  each?: number;
  gain?: number;
  seed: number;
  drop?: { category: number; by: number };
  isWhole?: boolean;
};

/** Two scorers of the same questions. Each sees the truth under noise of its own and noise that both share, of the question
 *  and of its garment model; `gain` is what the challenger sees more of the truth, `drop` what it sees less of in one
 *  category. isWhole: no question is of any category, so that no floor is looked at. */
function twoScorers({ models = 150, each = 4, gain = 0, seed, drop, isWhole = false }: House): GateQuestions {
  const rng = rngOf(seed);
  const n = models * each;
  const cluster = Int32Array.from({ length: n }, (_, q) => Math.floor(q / each));
  const category = cluster.map((model) => (isWhole ? -1 : model % 3));
  const ofModel = Array.from({ length: models }, () => [drawNormal(rng), drawNormal(rng), drawNormal(rng)]);
  const target = Float32Array.from({ length: n }, () => +(rng() < 0.5));
  const shared = Array.from({ length: n }, () => drawNormal(rng));
  const scores = (scorer: 0 | 1) =>
    target.map((y, q) => {
      const seen = 1 + (scorer === 1 ? gain - (category[q] === drop?.category ? drop.by : 0) : 0);
      const [common, ...own] = ofModel[cluster[q]];
      return seen * y + 0.5 * shared[q] + 0.3 * common + 0.3 * own[scorer] + 0.5 * drawNormal(rng);
    });
  const [serving, asking] = [scores(0), scores(1)];
  const take = (values: Float32Array, questions: Int32Array) => Float32Array.from(questions, (q) => values[q]);
  return {
    cluster,
    category,
    measures: (questions) => {
      const own = take(target, questions);
      return [
        {
          name: "auc",
          challenger: reweightedArea(take(asking, questions), own),
          champion: reweightedArea(take(serving, questions), own),
        },
      ];
    },
  };
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed + 1);
const outcomes = (house: Omit<House, "seed">, count: number) =>
  seeds(count).map((seed) => gate(twoScorers({ ...house, seed }), GATE_RULES, seed));
const shareOf = (found: { outcome: string }[], outcome: string) =>
  found.filter((one) => one.outcome === outcome).length / found.length;

describe("the gate", () => {
  it("lets an equal model pass at most once in twenty", () => {
    expect(shareOf(outcomes({ models: 60, each: 3, isWhole: true }, 200), "passes")).toBeLessThanOrEqual(0.05);
  });

  it("lets a clearly better model pass, and says by how much", () => {
    const found = outcomes({ gain: 0.5, isWhole: true }, 20);
    expect(shareOf(found, "passes")).toBeGreaterThanOrEqual(0.9);
    for (const { figures } of found.filter(({ outcome }) => outcome === "passes")) {
      const { champion, challenger, difference } = figures[0];
      expect(difference.value).toBeCloseTo(challenger - champion, 10);
      expect(difference.lower).toBeGreaterThan(0);
      expect(difference.n).toBe(600);
    }
  });

  it("fails a clearly worse model, never passes one", () => {
    const found = outcomes({ gain: -0.5, isWhole: true }, 20);
    expect(shareOf(found, "fails")).toBeGreaterThanOrEqual(0.9);
    expect(shareOf(found, "passes")).toBe(0);
    expect(found.find(({ outcome }) => outcome === "fails")?.reason).toBe("worse");
  });

  it("says that there is not enough to tell where few questions leave a wide interval", () => {
    const found = outcomes({ models: 25, each: 2, gain: 0.1 }, 20);
    expect(shareOf(found, "notEnough")).toBeGreaterThanOrEqual(0.7);
    expect(new Set(found.filter(({ outcome }) => outcome === "notEnough").map(({ reason }) => reason))).toEqual(
      new Set(["wide"]),
    );
  });

  it("decides nothing on a handful of questions, or on many about a handful of garment models", () => {
    expect(gate(twoScorers({ models: 4, each: 4, gain: 3, seed: 1 }), GATE_RULES, 1)).toMatchObject({
      outcome: "notEnough",
      reason: "tooFew",
      figures: [],
    });
    expect(gate(twoScorers({ models: 10, each: 60, gain: 3, seed: 1 }), GATE_RULES, 1)).toMatchObject({
      outcome: "notEnough",
      reason: "tooFew",
      models: 10,
    });
  });

  it("fails a model that wins over all and loses one category, and names it", () => {
    const found = outcomes({ models: 200, gain: 0.9, drop: { category: 1, by: 1.7 } }, 5);
    expect(shareOf(found, "fails")).toBe(1);
    for (const { reason, floors } of found) {
      expect(reason).toBe("floor");
      expect(floors.filter(({ isBroken }) => isBroken).map(({ category }) => category)).toEqual([1]);
    }
  });

  it("holds no equal model's categories to have fallen, but once in twenty houses", () => {
    const broken = outcomes({ models: 60 }, 40).filter(({ floors }) => floors.some(({ isBroken }) => isBroken));
    expect(broken.length / 40).toBeLessThanOrEqual(0.05);
  });

  it("fails a model that answers exactly as the champion does on many questions, and can't tell on few", () => {
    const rng = rngOf(3);
    const twin = (n: number) => {
      const right = Float32Array.from({ length: n }, () => drawIndex(rng, 2));
      const measures = (questions: Int32Array) => {
        const own = weightedMean(Float32Array.from(questions, (q) => right[q]));
        return [{ name: "accuracy", challenger: own, champion: own }];
      };
      const cluster = Int32Array.from(right, (_, q) => q >> 1);
      return gate({ cluster, category: new Int32Array(n), measures }, GATE_RULES, 1);
    };
    expect(twin(800)).toMatchObject({ outcome: "fails", reason: "noBetter" });
    expect(twin(80)).toMatchObject({ outcome: "notEnough", reason: "wide" });
  });

  it("asks for as much gain as the house has set", () => {
    const questions = twoScorers({ gain: 0.5, seed: 5 });
    expect(gate(questions, GATE_RULES, 5).outcome).toBe("passes");
    expect(gate(questions, { ...GATE_RULES, leastGain: 0.5 }, 5)).toMatchObject({
      outcome: "fails",
      reason: "noBetter",
    });
  });

  it("finds the same with the same seed", () => {
    const questions = twoScorers({ seed: 9 });
    expect(gate(questions, GATE_RULES, 2)).toEqual(gate(questions, GATE_RULES, 2));
  });
});

describe("what both versions are asked", () => {
  const { pairs: house, tone, categories } = plantedHouse(11, 400);
  const holdout = Int32Array.from(house.holdout.keys()).filter((i) => house.holdout[i] === 1);
  const judged = {
    ...house,
    holdoutJudged: Int32Array.from([...holdout.slice(0, 30)].flatMap((i) => [i, (i + 7) % 400])),
    holdoutJudgedY: Float32Array.from({ length: 30 }, (_, p) => (p === 4 ? 0.5 : p % 2)),
  };

  it("is the judged pairs once there are enough, split votes left out", () => {
    const asked = holdoutQuestions(judged, 29, 1);
    expect(asked).toMatchObject({ source: "judged", judgements: 29 });
    expect(asked.target).toHaveLength(29);
    expect([...asked.turnsOn].every((product) => house.holdout[product] === 1)).toBe(true);
  });

  it("is outfits of the holdout below that, and the count of judgements is still told", () => {
    const asked = holdoutQuestions(judged, 30, 1);
    expect(asked).toMatchObject({ source: "outfits", judgements: 29 });
    expect(asked.target.length).toBeGreaterThan(100);
    expect([...asked.cluster]).toEqual([...asked.turnsOn].map((product) => house.group[product]));
    expect(judgedHoldout(house).target).toHaveLength(0);
  });

  it("tells a scorer that knows the rule of the house from one that guesses", () => {
    const knows = (pairs: Int32Array) =>
      Float32Array.from(
        { length: pairs.length / 2 },
        (_, p) => +((tone[pairs[2 * p]] + tone[pairs[2 * p + 1]]) % 3 === 1),
      );
    const guesses = (pairs: Int32Array) => {
      const rng = rngOf(4);
      return Float32Array.from({ length: pairs.length / 2 }, () => rng());
    };
    const asked = holdoutQuestions(house, 500, 1);
    expect(gate(pairGate(asked, house, knows, guesses), GATE_RULES, 1).outcome).toBe("passes");
    expect(gate(pairGate(asked, house, guesses, knows), GATE_RULES, 1).outcome).toBe("fails");
  });

  it("is every holdout product with a category for the other head, with macro-F1 as a guard", () => {
    const k = categories.classes.length;
    const knows = matrixOf(400, k);
    categories.label.forEach((c, i) => {
      knows.data[i * k + c] = 1;
    });
    const commonest = matrixOf(400, k);
    for (let i = 0; i < 400; i++) commonest.data[i * k] = 1;
    const found = gate(categoryGate(categories, knows, commonest), GATE_RULES, 1);
    expect(found).toMatchObject({ outcome: "passes", questions: knownHoldout(categories).length });
    expect(found.figures.map(({ name, challenger }) => [name, challenger])).toEqual([
      ["accuracy", 1],
      ["macroF1", 1],
    ]);
    expect(gate(categoryGate(categories, commonest, knows), GATE_RULES, 1).outcome).toBe("fails");
  });
});
