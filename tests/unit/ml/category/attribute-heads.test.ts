import { beforeAll, describe, expect, it } from "vitest";
import { attributeHeads, attributeLoss } from "@/ml/category/attribute-heads";
import { headsOf, loadCategory } from "@/ml/category/model";
import { predictAttributesInBulk } from "@/ml/category/predict-attributes";
import { trainCategory } from "@/ml/category/train-category";
import type { CategoryDataset } from "@/ml/datasets/dataset";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { drawIndex, drawNormal, rngOf } from "@/ml/runtime/seed";
import { plantedHouse } from "../planted-house";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const SHORT = { folds: 3, components: 12, hidden: 32, batch: 64, epochs: 4, fewestSteps: 250, hiddenDropout: 0.2 };

/** The planted house with its tone, which shows in the embedding, as a second column; a fifth of the values unknown. */
function housesWithTone(seed: number): { dataset: CategoryDataset; tone: Int32Array } {
  const { categories, tone } = plantedHouse(seed, 600);
  const rng = rngOf(seed);
  const attributes = new Int32Array(2 * tone.length);
  tone.forEach((value, i) => {
    attributes[2 * i] = categories.attributes[i];
    attributes[2 * i + 1] = rng() < 0.2 ? 0 : 1 + value;
  });
  const columns = [...categories.columns, { name: "tone", values: ["", "warm", "cold", "dark"] }];
  return { dataset: { ...categories, columns, attributes }, tone };
}

describe("the attribute heads", () => {
  it.each([true, false])("tell a value from the photo, without its own input (attributes read: %s)", async (isRead) => {
    const { dataset, tone } = housesWithTone(1);
    const config = { ...SHORT, attributes: isRead, attributeWeight: 1, attributeDropout: 0.5 };
    const model = loadCategory((await trainCategory(tf, dataset, { seed: 1, config }, () => {})).artifact);
    const [finish, toneHead] = headsOf(model);
    expect([finish, toneHead].map(({ size }) => size)).toEqual([3, 3]);
    const shareRight = (start: number, truth: (i: number) => number) => {
      const { data, columns } = model.outOfFold.attributes;
      const asked = Array.from(dataset.holdout, (_, i) => i).filter((i) => dataset.holdout[i] === 0 && truth(i) >= 0);
      const chosen = asked.map((i) => {
        const row = data.subarray(i * columns + start, i * columns + start + 3);
        expect(row[0] + row[1] + row[2]).toBeCloseTo(1, 4);
        return row.indexOf(Math.max(...row));
      });
      return chosen.filter((code, r) => code === truth(asked[r])).length / asked.length;
    };
    expect(shareRight(toneHead.start, (i) => tone[i])).toBeGreaterThan(0.7);
    // The finish shows nowhere but in its own column: a head that copied its input would be right every time.
    expect(shareRight(finish.start, (i) => dataset.attributes[2 * i] - 1)).toBeLessThan(0.5);
  });

  it("answer for products of unseen models too, whatever the product's own value says", async () => {
    const { dataset, tone } = housesWithTone(2);
    const model = loadCategory((await trainCategory(tf, dataset, { seed: 1, config: SHORT }, () => {})).artifact);
    const start = headsOf(model)[1].start;
    const answers = (attributes: Int32Array) => predictAttributesInBulk(tf, model, dataset.embedding, attributes);
    const told = answers(dataset.attributes);
    const lied = answers(dataset.attributes.map((code, at) => (at % 2 ? 1 + (code % 3) : code)));
    let right = 0;
    const holdout = Array.from(tone, (_, i) => i).filter((i) => dataset.holdout[i] === 1);
    for (const i of holdout) {
      const row = told.data.slice(i * told.columns + start, i * told.columns + start + 3);
      expect(row).toEqual(lied.data.slice(i * told.columns + start, i * told.columns + start + 3));
      if (row.indexOf(Math.max(...row)) === tone[i]) right++;
    }
    expect(right / holdout.length).toBeGreaterThan(0.75);
  });

  it("are none for columns of one value, of names, and in a network without them", () => {
    const many = Array.from({ length: 400 }, (_, v) => `style ${v}`);
    const columns = [
      { name: "line", values: ["", "she"] },
      { name: "style", values: ["", ...many] },
      { name: "cut", values: ["", "wide", "slim", "straight"] },
    ];
    expect(attributeHeads(columns)).toEqual([{ column: 2, start: 0, size: 3 }]);
  });

  it("have the gradient that small changes of the logits show", () => {
    const rng = rngOf(3);
    const heads = [
      { column: 0, start: 0, size: 3 },
      { column: 1, start: 3, size: 2 },
    ];
    const [m, u, v] = [2, 3, 5];
    const logits = Float32Array.from({ length: m * u * v }, () => drawNormal(rng));
    const targets = new Float32Array(m * u * v);
    for (let at = 0; at < m * u; at++) {
      targets[at * v + drawIndex(rng, 3)] = 1;
      targets[at * v + 3 + drawIndex(rng, 2)] = 1;
    }
    const weights = Float32Array.from({ length: m * u * 2 }, (_, at) => (at % 5 === 0 ? 0 : rng()));
    const lossOf = (values: Float32Array) =>
      tf.tidy(() =>
        attributeLoss(
          tf,
          heads,
          tf.tensor3d(values, [m, u, v]),
          tf.tensor3d(targets, [m, u, v]),
          tf.tensor3d(weights, [m, u, 2]),
        ).dataSync(),
      )[0];
    const gradient = tf.tidy(() =>
      tf
        .grad((z) => attributeLoss(tf, heads, z, tf.tensor3d(targets, [m, u, v]), tf.tensor3d(weights, [m, u, 2])))(
          tf.tensor3d(logits, [m, u, v]),
        )
        .dataSync(),
    );
    const h = 1e-2;
    logits.forEach((z, at) => {
      const [up, down] = [logits.slice(), logits.slice()];
      up[at] = z + h;
      down[at] = z - h;
      expect(gradient[at]).toBeCloseTo((lossOf(up) - lossOf(down)) / (2 * h), 2);
    });
  });
});
