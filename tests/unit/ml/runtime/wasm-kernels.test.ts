import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const rng = rngOf(4);
const normal = (length: number) => Float32Array.from({ length }, () => drawNormal(rng));

/** a [m, r, k] · b [m, k, c] by definition. */
function slowProduct(a: Float32Array, b: Float32Array, m: number, r: number, k: number, c: number): Float32Array {
  const out = new Float32Array(m * r * c);
  for (let i = 0; i < m; i++)
    for (let x = 0; x < r; x++)
      for (let y = 0; y < c; y++) {
        let sum = 0;
        for (let z = 0; z < k; z++) sum += a[i * r * k + x * k + z] * b[i * k * c + z * c + y];
        out[i * r * c + x * c + y] = sum;
      }
  return out;
}

const flip = (values: Float32Array, m: number, rows: number, columns: number) => {
  const out = new Float32Array(values.length);
  for (let i = 0; i < m; i++)
    for (let x = 0; x < rows; x++)
      for (let y = 0; y < columns; y++) {
        out[i * rows * columns + y * rows + x] = values[i * rows * columns + x * columns + y];
      }
  return out;
};

const expectClose = (actual: ArrayLike<number>, expected: Float32Array) => {
  expect(actual).toHaveLength(expected.length);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
  expect(worst).toBeLessThan(1e-4);
};

describe("stacked products on wasm", () => {
  const [m, r, k, c] = [3, 19, 21, 17];
  const [a, b] = [normal(m * r * k), normal(m * k * c)];
  const expected = slowProduct(a, b, m, r, k, c);

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])("agree with the definition, transposed %s and %s", (ta, tb) => {
    const left = ta ? tf.tensor3d(flip(a, m, r, k), [m, k, r]) : tf.tensor3d(a, [m, r, k]);
    const right = tb ? tf.tensor3d(flip(b, m, k, c), [m, c, k]) : tf.tensor3d(b, [m, k, c]);
    expectClose(tf.matMul(left, right, ta, tb).dataSync(), expected);
  });

  it("go on over many rows, and over edges that no tile fills", () => {
    const [u, k, h] = [131, 10, 21];
    const [x, y] = [normal(u * k), normal(u * h)];
    expectClose(
      tf.matMul(tf.tensor2d(x, [u, k]), tf.tensor2d(y, [u, h]), true, false).dataSync(),
      slowProduct(flip(x, 1, u, k), y, 1, k, u, h),
    );
  });

  it("share one operand among all members when its stack is one high", () => {
    const one = a.slice(0, r * k);
    const repeated = Float32Array.from({ length: m * r * k }, (_, i) => one[i % (r * k)]);
    expectClose(
      tf.matMul(tf.tensor3d(one, [1, r, k]), tf.tensor3d(b, [m, k, c])).dataSync(),
      slowProduct(repeated, b, m, r, k, c),
    );
  });

  it("leave the heap as it was, call after call", () => {
    const [left, right] = [tf.tensor3d(a, [m, r, k]), tf.tensor3d(b, [m, k, c])];
    const run = () => tf.tidy(() => tf.matMul(left, right, false, false).dataSync()[0]);
    run();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 2000; i++) run();
    expect(process.memoryUsage().rss - before).toBeLessThan(60e6);
  });
});

describe("sums and gathers on wasm", () => {
  it("add a row to every row of its member", () => {
    const out = tf.add(tf.ones([2, 2, 3]), tf.tensor3d([1, 2, 3, 10, 20, 30], [2, 1, 3])).dataSync();
    expect([...out]).toEqual([2, 3, 4, 2, 3, 4, 11, 21, 31, 11, 21, 31]);
  });

  it("do a layer in one pass as in several", () => {
    const ops = operationsOf(tf);
    const [x, bias, mask] = [
      tf.tensor3d(normal(2 * 5 * 7), [2, 5, 7]),
      tf.tensor3d(normal(14), [2, 1, 7]),
      tf.tensor3d(normal(2 * 5 * 7), [2, 5, 7]),
    ];
    const several = tf.mul(tf.relu(tf.add(x, bias)), mask).dataSync() as Float32Array;
    expectClose(ops.biasedRelu(x, bias, mask).dataSync(), several);
    expectClose(ops.absoluteDifference(x, mask).dataSync(), tf.abs(tf.sub(x, mask)).dataSync() as Float32Array);
  });

  it("let a clone outlive its original", () => {
    const original = tf.tensor1d([1, 2, 3]);
    const clone = original.clone();
    original.dispose();
    tf.tensor1d([7, 8, 9]);
    expect([...clone.dataSync()]).toEqual([1, 2, 3]);
  });

  it("still broadcast in every other way", () => {
    expect([...tf.sub(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.scalar(1)).dataSync()]).toEqual([0, 1, 2, 3]);
    expect([...tf.mul(tf.tensor2d([1, 2], [2, 1]), tf.tensor2d([3, 4], [1, 2])).dataSync()]).toEqual([3, 4, 6, 8]);
  });

  it("gather rows, and sum them back where they came from", () => {
    const index = tf.tensor1d([2, 0, 2], "int32");
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    expect([...tf.gather(x, index).dataSync()]).toEqual([5, 6, 1, 2, 5, 6]);
    expect([...tf.unsortedSegmentSum(tf.ones([3, 2]), index, 3).dataSync()]).toEqual([1, 1, 0, 0, 2, 2]);
  });

  it("refuse a row that is not there", () => {
    expect(() => tf.gather(tf.ones([2, 2]), tf.tensor1d([2], "int32"))).toThrow(/row 2 gathered from \[2,2\]/);
  });
});
