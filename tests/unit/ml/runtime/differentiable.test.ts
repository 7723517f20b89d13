import type { Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { type Operations, operationsOf } from "@/ml/runtime/differentiable";
import { lossAndGradients, type Parameters } from "@/ml/runtime/parameters";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

let tf: TensorFlow;
let ops: Operations;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
  ops = operationsOf(tf);
});

const normal = (seed: number, shape: number[]) => {
  const rng = rngOf(seed);
  return { shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => drawNormal(rng)) };
};

/** A scalar that depends on every number of x in its own way. */
const readOut = (x: Tensor) => {
  const { data, shape } = normal(99, x.shape);
  return ops.logisticLoss(x, tf.fill(x.shape, 0.3), tf.abs(tf.tensor(data, shape)));
};

/** Compares gradients with central differences of the loss. */
function expectTrueGradients(parameters: Parameters, loss: (w: Record<string, Tensor>) => Tensor): void {
  const { gradients } = lossAndGradients(tf, parameters, loss);
  const step = 1e-2;
  for (const [name, { data }] of Object.entries(parameters)) {
    for (let i = 0; i < data.length; i++) {
      const at = (value: number) => {
        const kept = data[i];
        data[i] = value;
        const result = lossAndGradients(tf, parameters, loss).loss;
        data[i] = kept;
        return result;
      };
      const numeric = (at(data[i] + step) - at(data[i] - step)) / (2 * step);
      expect(gradients[name][i], `${name}[${i}]`).toBeCloseTo(numeric, 2);
    }
  }
}

type Case = [string, Record<string, number[]>, (w: Record<string, Tensor>) => Tensor];
const cases: Case[] = [
  ["product", { x: [2, 3, 4], w: [2, 4, 5] }, ({ x, w }) => ops.product(x, w)],
  [
    "productOfInput",
    { w: [2, 4, 3] },
    ({ w }) => ops.productOfInput(tf.tensor(normal(5, [2, 3, 4]).data, [2, 3, 4]), w),
  ],
  ["addBias", { x: [2, 3, 4], b: [2, 1, 4] }, ({ x, b }) => ops.addBias(x, b)],
  ["add", { a: [2, 3], b: [2, 3] }, ({ a, b }) => ops.add(a, b)],
  ["relu", { x: [3, 4] }, ({ x }) => ops.relu(x, null)],
  ["relu with dropout", { x: [2, 3] }, ({ x }) => ops.relu(x, tf.tensor2d([0, 2, 2, 2, 0, 2], [2, 3]))],
  ["biasedRelu", { x: [2, 3, 4], b: [2, 1, 4] }, ({ x, b }) => ops.biasedRelu(x, b, null)],
  [
    "biasedRelu with dropout",
    { x: [1, 2, 3], b: [1, 1, 3] },
    ({ x, b }) => ops.biasedRelu(x, b, tf.tensor3d([0, 2, 2, 2, 0, 2], [1, 2, 3])),
  ],
  ["gatherRows", { x: [4, 3] }, ({ x }) => ops.gatherRows(x, tf.tensor1d([2, 0, 2, 3, 2], "int32"))],
  ["reshape", { x: [2, 6] }, ({ x }) => ops.reshape(x, [3, 4])],
  ["multiply", { a: [3, 4], b: [3, 4] }, ({ a, b }) => ops.multiply(a, b)],
  ["absoluteDifference", { a: [3, 4], b: [3, 4] }, ({ a, b }) => ops.absoluteDifference(a, b)],
  ["maximum", { a: [3, 4], b: [3, 4] }, ({ a, b }) => ops.maximum(a, b)],
  ["minimum", { a: [3, 4], b: [3, 4] }, ({ a, b }) => ops.minimum(a, b)],
  ["scale", { x: [3, 4] }, ({ x }) => ops.scale(x, -2.5)],
];

describe("the gradient of each operation agrees with small differences", () => {
  it.each(cases)("%s", (_, shapes, operation) => {
    const parameters = Object.fromEntries(
      Object.entries(shapes).map(([name, shape], at) => [name, normal(at + 1, shape)]),
    );
    expectTrueGradients(parameters, (w) => readOut(operation(w)));
  });

  it("softmaxLoss", () => {
    const targets = tf.tensor3d([1, 0, 0, 0, 0.5, 0.5], [1, 2, 3]);
    const weights = tf.tensor3d([1, 2], [1, 2, 1]);
    expectTrueGradients({ z: normal(3, [1, 2, 3]) }, ({ z }) => ops.softmaxLoss(z, targets, weights));
  });
});

describe("losses", () => {
  it("stay finite at logits that would overflow", () => {
    const { loss, gradients } = lossAndGradients(tf, { z: { shape: [2], data: Float32Array.of(200, -200) } }, ({ z }) =>
      ops.logisticLoss(z, tf.tensor1d([0, 1]), tf.tensor1d([1, 1])),
    );
    expect(loss).toBeCloseTo(400, 3);
    expect([...gradients.z]).toEqual([1, -1]);
  });
});

it("no tensor outlives a gradient", () => {
  const before = tf.memory().numTensors;
  for (let i = 0; i < 5; i++)
    lossAndGradients(tf, { x: normal(1, [2, 3]), w: normal(2, [2, 3]) }, ({ x, w }) => readOut(ops.multiply(x, w)));
  expect(tf.memory().numTensors).toBe(before);
});

describe("a layer that a backend has no kernel for is composed of others", () => {
  it.each([
    ["biasedRelu", { x: [2, 5, 9], b: [2, 1, 9] }],
    ["absoluteDifference", { x: [2, 5, 9], b: [2, 5, 9] }],
  ] as const)("%s, to the same numbers and gradients", (name, { x, b }) => {
    const mask = tf.tensor(normal(7, [...x]).data, [2, 5, 9]);
    const parameters = { x: normal(1, [...x]), b: normal(2, [...b]) };
    const run = (own: Operations) =>
      lossAndGradients(tf, parameters, (w) =>
        readOut(name === "biasedRelu" ? own.biasedRelu(w.x!, w.b!, mask) : own.absoluteDifference(w.x!, w.b!)),
      );
    const [one, other] = [run(ops), run(operationsOf({ ...tf, getKernel: () => undefined } as unknown as TensorFlow))];
    expect(one.loss).toBeCloseTo(other.loss, 5);
    for (const key of ["x", "b"])
      one.gradients[key]!.forEach((value, i) => {
        expect(value).toBeCloseTo(other.gradients[key]![i]!, 5);
      });
  });
});
