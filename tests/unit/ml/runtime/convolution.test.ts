import type { Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { type Convolutions, convolutionsOf, type Windowed } from "@/ml/runtime/convolution";
import { type Operations, operationsOf } from "@/ml/runtime/differentiable";
import { lossAndGradients, type Parameters, readTensor } from "@/ml/runtime/parameters";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

let tf: TensorFlow;
let ops: Operations;
let maps: Convolutions;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
  ops = operationsOf(tf);
  maps = convolutionsOf(tf);
});

const normal = (seed: number, shape: number[]) => {
  const rng = rngOf(seed);
  return { shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => drawNormal(rng)) };
};

/** Two maps of 4 × 3 with two channels under windows of 3 × 3 in steps of 2 down and 1 across, padded unevenly. */
const window: Windowed = {
  images: 2,
  height: 4,
  width: 3,
  size: [3, 3],
  stride: [2, 1],
  before: [0, 1],
  after: [1, 1],
};

/** A scalar that depends on every number of x in its own way. */
const readOut = (x: Tensor) => {
  const { data, shape } = normal(99, x.shape);
  return ops.logisticLoss(x, tf.fill(x.shape, 0.3), tf.abs(tf.tensor(data, shape)));
};

type Case = [string, Record<string, number[]>, (w: Record<string, Tensor>) => Tensor];
const cases: Case[] = [
  ["windows", { x: [1, 24, 2], w: [1, 18, 3] }, ({ x, w }) => ops.product(maps.windows(x!, window), w!)],
  ["depthwise", { x: [1, 24, 2], w: [1, 9, 2] }, ({ x, w }) => maps.depthwise(x!, w!, window)],
  ["meanOfPixels", { x: [1, 6, 4] }, ({ x }) => maps.meanOfPixels(x!, 3)],
  ["clip", { x: [1, 5, 4] }, ({ x }) => maps.clip(x!, -0.5, 0.8)],
  ["clip above zero", { x: [1, 5, 4] }, ({ x }) => maps.clip(x!, 0, Number.POSITIVE_INFINITY)],
  [
    "scale",
    { x: [1, 5, 2] },
    ({ x }) => maps.scale(x!, tf.tensor3d([2, -1], [1, 1, 2]), tf.tensor3d([0.5, 1], [1, 1, 2])),
  ],
];

describe("a convolution", () => {
  it.each(cases)("by %s has the gradient that its differences say", (_, shapes, compute) => {
    const parameters: Parameters = Object.fromEntries(
      Object.entries(shapes).map(([name, shape], i) => [name, normal(i + 1, shape)]),
    );
    const loss = (w: Record<string, Tensor>) => readOut(compute(w));
    const { gradients } = lossAndGradients(tf, parameters, loss);
    const step = 1e-2;
    for (const [name, { data }] of Object.entries(parameters)) {
      for (let i = 0; i < data.length; i++) {
        const kept = data[i]!;
        const at = (value: number) => {
          data[i] = value;
          return lossAndGradients(tf, parameters, loss).loss;
        };
        const numeric = (at(kept + step) - at(kept - step)) / (2 * step);
        data[i] = kept;
        expect(gradients[name]![i], `${name}[${i}]`).toBeCloseTo(numeric, 1.5);
      }
    }
  });

  it("by windows is the same sum over places as one written out", () => {
    const [x, w] = [normal(1, [1, 24, 2]), normal(2, [1, 18, 3])];
    const got = readTensor(tf, () =>
      ops.product(maps.windows(tf.tensor(x.data, x.shape), window), tf.tensor(w.data, w.shape)),
    );
    const at = (image: number, row: number, column: number, c: number) =>
      row < 0 || row >= 4 || column < 0 || column >= 3 ? 0 : x.data[((image * 4 + row) * 3 + column) * 2 + c]!;
    const wanted: number[] = [];
    for (let image = 0; image < 2; image++)
      for (let oy = 0; oy < 2; oy++)
        for (let ox = 0; ox < 3; ox++)
          for (let out = 0; out < 3; out++) {
            let sum = 0;
            for (let p = 0; p < 9; p++)
              for (let c = 0; c < 2; c++)
                sum += at(image, oy * 2 + Math.floor(p / 3), ox - 1 + (p % 3), c) * w.data[(p * 2 + c) * 3 + out]!;
            wanted.push(sum);
          }
    expect(got).toHaveLength(wanted.length);
    wanted.forEach((value, i) => {
      expect(got[i]).toBeCloseTo(value, 4);
    });
  });

  it("leaves no tensor behind", () => {
    const before = tf.memory().numTensors;
    const parameters = { x: normal(1, [1, 24, 2]), w: normal(2, [1, 9, 2]) };
    lossAndGradients(tf, parameters, ({ x, w }) => readOut(maps.clip(maps.depthwise(x!, w!, window), 0, 6)));
    expect(tf.memory().numTensors).toBe(before);
  });
});
