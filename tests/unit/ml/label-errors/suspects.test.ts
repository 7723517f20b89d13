import { beforeAll, describe, expect, it } from "vitest";
import { neighbourEvidence } from "@/ml/category/neighbour-evidence";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { attributeLikelihood } from "@/ml/label-errors/attribute-likelihood";
import { modelVotes } from "@/ml/label-errors/model-votes";
import { decodeSuspects, encodeSuspects } from "@/ml/label-errors/suspect-file";
import { rankSuspects } from "@/ml/label-errors/suspects";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf } from "@/ml/runtime/matrix";
import { drawNormal, rngOf, sampleDistinct } from "@/ml/runtime/seed";

const classes = ["Skirts", "Trousers", "Dresses", "Coats"];
const n = 400;
const d = 12;

type Planted = { dataset: CategoryDataset; predictions: Matrix; truth: Int32Array; wrong: Set<number> };

/** Four clusters in embedding and attribute, three colours a model, 20 given categories moved to another class. */
function plant(seed: number): Planted {
  const rng = rngOf(seed);
  const group = Int32Array.from({ length: n }, (_, i) => Math.floor(i / 3));
  const truth = group.map((model) => model % 4);
  const embedding = matrixOf(n, d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) embedding.data[i * d + j] = (j % 4 === truth[i] ? 0.9 : 0) + drawNormal(rng);
  const holdout = Uint8Array.from(group, (model) => (model % 10 === 0 ? 1 : 0));
  const visible = Array.from(holdout, (_, i) => i).filter((i) => holdout[i] === 0);
  const wrong = new Set(Array.from(sampleDistinct(rng, visible.length, 20), (at) => visible[at]));
  const predictions = matrixOf(n, 4);
  for (let i = 0; i < n; i++) {
    const scores = classes.map((_, c) => Math.exp(drawNormal(rng) + (c === truth[i] ? 1.6 : 0)));
    scores.forEach((score, c) => {
      predictions.data[i * 4 + c] = score / scores.reduce((sum, s) => sum + s, 0);
    });
  }
  const dataset: CategoryDataset = {
    head: "category",
    seed,
    classes,
    embedding,
    group,
    holdout,
    encoder: { name: "planted", version: "1", dimension: d },
    productIds: Array.from(group, (_, i) => `p${i}`),
    columns: [{ name: "cut", values: ["", "a", "b", "c", "d"] }],
    attributes: Int32Array.from({ length: n }, (_, i) =>
      rng() < 0.2 ? 0 : 1 + ((truth[i] + (rng() < 0.3 ? 1 : 0)) % 4),
    ),
    label: truth.map((c, i) => (wrong.has(i) ? (c + 1) % 4 : c)),
    confirmed: new Uint8Array(n),
  };
  return { dataset, predictions, truth, wrong };
}

describe("suspected catalogue errors", () => {
  let tf: TensorFlow;
  beforeAll(async () => {
    tf = (await chooseBackend("wasm")).tf;
  });

  const all = Int32Array.from({ length: n }, (_, i) => i);
  const suspectsOf = ({ dataset, predictions }: Planted) =>
    rankSuspects(dataset, predictions, neighbourEvidence(tf, dataset, all, 20));
  const foundAmong = (products: number[], wrong: Set<number>) =>
    products.slice(0, wrong.size).filter((i) => wrong.has(i)).length / wrong.size;

  it("are found better by all evidence together than by the classifier alone, over ten catalogues", () => {
    let together = 0;
    let alone = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const planted = plant(seed);
      const {
        dataset: { label },
        predictions,
        wrong,
      } = planted;
      together +=
        foundAmong(
          suspectsOf(planted).map(({ product }) => product),
          wrong,
        ) / 10;
      const byClassifier = Array.from(all).sort(
        (a, b) => predictions.data[a * 4 + label[a]] - predictions.data[b * 4 + label[b]],
      );
      alone += foundAmong(byClassifier, wrong) / 10;
    }
    expect(together).toBeGreaterThan(alone + 0.1);
    expect(together).toBeGreaterThan(0.7);
  });

  it("are found where every colour of a garment model is filed wrongly, too", () => {
    let found = 0;
    for (let seed = 11; seed <= 15; seed++) {
      const planted = plant(seed);
      const { dataset, truth } = planted;
      dataset.label = truth.slice();
      const wrong = new Set<number>();
      for (const model of [13, 37, 58, 81, 104]) {
        dataset.group.forEach((g, i) => {
          if (g !== model) return;
          dataset.label[i] = (truth[i] + 1) % 4;
          wrong.add(i);
        });
      }
      const ranked = suspectsOf(planted).map(({ product }) => product);
      found += foundAmong(ranked, wrong) / 5;
    }
    expect(found).toBeGreaterThan(0.6);
  });

  it("propose the true category for most planted errors", () => {
    const planted = plant(3);
    const proposed = new Map(suspectsOf(planted).map((suspect) => [suspect.product, suspect.proposed]));
    const right = [...planted.wrong].filter((i) => proposed.get(i) === planted.truth[i]).length;
    expect(right / planted.wrong.size).toBeGreaterThan(0.8);
  });

  it("are never raised against what a reviewer settled, nor where no category is given", () => {
    const planted = plant(4);
    const [settled, empty] = [...planted.wrong];
    planted.dataset.confirmed[settled] = 1;
    planted.dataset.label[empty] = -1;
    const products = suspectsOf(planted).map(({ product }) => product);
    expect(products).toHaveLength(n - 2);
    expect(products).not.toContain(settled);
    expect(products).not.toContain(empty);
  });

  it("come with look-alikes of other garment models outside the holdout, and with reasons in words", () => {
    const planted = plant(5);
    const { group, holdout } = planted.dataset;
    for (const { product, neighbours, reasons, proposed } of suspectsOf(planted).slice(0, 30)) {
      expect(neighbours).toHaveLength(8);
      expect(neighbours.every((near) => group[near.product] !== group[product] && !holdout[near.product])).toBe(true);
      expect(reasons[0]).toMatch(new RegExp(`^classifier \\d+ % ${classes[proposed]}$`));
    }
  });

  it("are written and read back without loss", () => {
    const planted = plant(6);
    const { productIds } = planted.dataset;
    const suspects = suspectsOf(planted);
    const read = decodeSuspects(encodeSuspects(suspects, productIds, classes));
    expect(read.productIds).toEqual(productIds);
    expect(read.suspects.map(({ product, proposed, reasons }) => ({ product, proposed, reasons }))).toEqual(
      suspects.map(({ product, proposed, reasons }) => ({ product, proposed, reasons })),
    );
    read.suspects.forEach((suspect, at) => {
      expect(suspect.score).toBeCloseTo(suspects[at].score, 6);
    });
  });

  it("refuse predictions of another shape, naming both", () => {
    const planted = plant(7);
    expect(() => suspectsOf({ ...planted, predictions: matrixOf(2, 4) })).toThrow(/\[2, 4\].*\[400, 4\]/);
  });

  it("see shares of look-alikes that sum to one", () => {
    const { dataset } = plant(8);
    const { probabilities } = neighbourEvidence(tf, dataset, all, 20);
    for (let i = 0; i < n; i++) {
      const row = probabilities.data.subarray(i * 4, i * 4 + 4);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    }
  });
});

describe("how usual a product's attributes are for a category", () => {
  const dataset = { ...plant(1).dataset };
  it("is above 1 for the category that holds the value, below 1 for the others", () => {
    const likelihood = attributeLikelihood(dataset);
    const i = dataset.attributes.findIndex((code, at) => code === 1 && dataset.holdout[at] === 0);
    const [own, ...others] = likelihood(i);
    expect(own).toBeGreaterThan(1);
    expect(Math.min(...others)).toBeLessThan(1);
  });

  it("says nothing where nothing is known", () => {
    const i = dataset.attributes.indexOf(0);
    expect([...attributeLikelihood(dataset)(i)]).toEqual([1, 1, 1, 1]);
  });

  it("does not let a product speak for itself", () => {
    const alone = {
      ...dataset,
      attributes: dataset.attributes.map((_, i) => (i === 1 ? 1 : 2)),
      holdout: new Uint8Array(n),
    };
    expect([...attributeLikelihood(alone)(1)]).toEqual([1, 1, 1, 1]);
  });
});

describe("the other colours of a garment model", () => {
  const labels = {
    label: Int32Array.of(0, 1, 1, 2, 3),
    group: Int32Array.of(7, 7, 7, 8, 8),
    holdout: Uint8Array.of(0, 0, 0, 0, 1),
  };
  const votes = modelVotes({ ...plant(1).dataset, ...labels });

  it("vote for the category that most of them are in", () => {
    expect(votes.majority(0)).toEqual({ category: 1, count: 2, of: 2 });
  });

  it("share their votes among the categories, drawn towards even shares", () => {
    expect([...votes.shares(0)].map((share) => Number(share.toFixed(4)))).toEqual([0.0833, 0.75, 0.0833, 0.0833]);
    expect([...votes.shares(3)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it("say nothing when split, when alone, or when only holdout colours are left", () => {
    expect(votes.majority(1)).toBeNull();
    expect(votes.majority(3)).toBeNull();
  });
});
