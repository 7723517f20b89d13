import { InferenceSession, Tensor } from "onnxruntime-node";
import { beforeAll, describe, expect, it } from "vitest";
import { readBuiltinGraph } from "@/ml/encoders/builtin/encoder";
import { embeddingOutput } from "@/ml/encoders/hub/embedding-output";
import { possibleCuts } from "@/ml/encoders/last-block/cut";
import { forwardOf } from "@/ml/encoders/last-block/forward-tail";
import { type SplitGraph, splitGraph } from "@/ml/encoders/last-block/split";
import { asWritten, storedNumbers } from "@/ml/encoders/last-block/tail";
import { Preprocessing } from "@/ml/encoders/preprocessing";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import { numbersOf, readOnnx, withNumbers } from "@/ml/runtime/onnx-model";
import { type Parameters, readTensor, uploadParameters } from "@/ml/runtime/parameters";
import { rngOf } from "@/ml/runtime/seed";
import { resnet50 } from "@/tests/support/resnet-50";
import { smallEncoder } from "@/tests/support/small-encoder";

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await chooseBackend("wasm")).tf;
});

const open = (weights: Uint8Array) => InferenceSession.create(weights, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const small = { where: "small.onnx", preprocessing: Preprocessing.parse({ size: [12, 12], views: ["whole"] }) };
const splitSmall = (weights = smallEncoder()) => splitGraph({ ...small, weights }, open);

type Given = { weights: Uint8Array; preprocessing: Preprocessing };

/** Two pictures of noise and what the graph makes of them at `output`. */
async function run(weights: Uint8Array, { input, size: [width, height] }: Preprocessing, output: string) {
  const rng = rngOf(5);
  const pixels = Float32Array.from({ length: 2 * 3 * width * height }, () => 2 * rng() - 1);
  const session = await open(weights);
  const made = (await session.run({ [input]: new Tensor("float32", pixels, [2, 3, height, width]) }, [output]))[
    output
  ]!;
  await session.release();
  return made.data as Float32Array;
}

/** What trunk and tail make of the same pictures one after the other. */
async function runSplit({ trunk, cut, shape, tail }: SplitGraph, { preprocessing }: Given, weights: Parameters) {
  const maps = await run(trunk, preprocessing, cut);
  const { height, width, channels } = shape;
  const places = height * width;
  const rows = Float32Array.from(maps, (_, at) => {
    const [image, place, c] = [Math.floor(at / places / channels), Math.floor(at / channels) % places, at % channels];
    return maps[(image * channels + c) * places + place]!;
  });
  return readTensor(tf, () =>
    forwardOf(tf, tail)(uploadParameters(tf, weights), tf.tensor3d(rows, [1, 2 * places, channels]), 2),
  );
}

function expectClose(got: Float32Array, wanted: Float32Array): void {
  expect(got.length).toBe(wanted.length);
  const worst = got.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i]!)), 0);
  const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(worst).toBeLessThan(1e-4 * scale);
}

/** Every weight a little off. */
function moved(parameters: Parameters): Parameters {
  const rng = rngOf(8);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((value) => value * 1.1 + 0.01 * rng()) },
    ]),
  );
}

describe("a graph that is split in front of its last block", () => {
  it("is cut only where all goes through one tensor", () => {
    const names = possibleCuts(readOnnx(smallEncoder()), "embedding").map(({ name }) => name);
    // Inside a block the way around it is a second tensor.
    expect(names).toEqual(["stem", "stem.relu", "block", "sum", "sum.relu", "pooled", "flat"]);
  });

  it("gives in two parts what it gives as a whole", async () => {
    const weights = smallEncoder();
    const split = await splitSmall(weights);
    expect([split.cut, split.shape]).toEqual(["block", { height: 6, width: 6, channels: 4 }]);
    expect([...split.tail.weights.keys()].sort()).toEqual(
      ["dense", "one", "three", "two"].flatMap((name) => [`${name}.b`, `${name}.w`]),
    );
    const wanted = await run(weights, small.preprocessing, "embedding");
    expectClose(await runSplit(split, { weights, preprocessing: small.preprocessing }, split.tail.pretrained), wanted);
  });

  it("takes tuned weights back at their places and leaves every other byte as it is", async () => {
    const weights = smallEncoder();
    const split = await splitSmall(weights);
    const tuned = moved(split.tail.pretrained);
    const written = withNumbers(split.model, storedNumbers(split.tail, tuned));
    const [before, after] = [readOnnx(weights), readOnnx(written)];
    for (const [name, tensor] of before.constants) {
      const same = Buffer.from(numbersOf(before, tensor)!.buffer).equals(
        Buffer.from(numbersOf(after, after.constants.get(name)!)!.buffer),
      );
      expect([name, same]).toEqual([name, !split.tail.weights.has(name)]);
    }
    const places = [...split.tail.weights.values()].map(({ tensor }) => tensor.at!);
    const isInside = (at: number) => places.some(({ start, end }) => at >= start && at < end);
    expect(weights.every((byte, at) => isInside(at) || byte === written[at])).toBe(true);
    // At the cut nothing has changed; after it, the file says what the tuned block says.
    const again = await splitSmall(written);
    expect(await run(again.trunk, small.preprocessing, again.cut)).toEqual(
      await run(split.trunk, small.preprocessing, split.cut),
    );
    expectClose(
      await runSplit(split, { weights, preprocessing: small.preprocessing }, tuned),
      await run(written, small.preprocessing, "embedding"),
    );
  });

  it("is not changed by a byte when nothing was tuned", async () => {
    const split = await splitSmall();
    expect(withNumbers(split.model, storedNumbers(split.tail, split.tail.pretrained))).toEqual(smallEncoder());
  });

  it("names the operator that can't be trained", async () => {
    await expect(splitSmall(smallEncoder({ last: "sigmoid" }))).rejects.toThrow(
      "uses Sigmoid, which can't be trained here",
    );
  });

  it("refuses a file that is cut off", async () => {
    await expect(splitSmall(smallEncoder().subarray(0, 900))).rejects.toThrow("it may be cut off");
  });
});

describe("the graphs that Toile knows", () => {
  it("split the built-in encoder at its last block, and keep its weights as halves", async () => {
    const graph = await readBuiltinGraph();
    const split = await splitGraph(graph, open);
    expect([split.shape, split.tail.shapes.get("garment")]).toEqual([
      { height: 6, width: 6, channels: 160 },
      { height: 1, width: 1, channels: 256 },
    ]);
    const wanted = await run(graph.weights, graph.preprocessing, "garment");
    expectClose(await runSplit(split, graph, split.tail.pretrained), wanted);
    const tuned = moved(split.tail.pretrained);
    const written = withNumbers(split.model, storedNumbers(split.tail, tuned));
    expect(written.length).toBe(graph.weights.length);
    expectClose(
      await runSplit(split, graph, asWritten(split.tail, tuned)),
      await run(written, graph.preprocessing, "garment"),
    );
  });

  it("split a ResNet-50 at its last bottleneck, whose 3 × 3 convolution is trained too", async () => {
    const { graph, output } = embeddingOutput("resnet-50", resnet50(3).graph);
    const preprocessing = Preprocessing.parse({ input: "pixel_values", output, views: ["whole"] });
    const split = await splitGraph({ weights: graph, preprocessing, where: "resnet-50" }, open);
    expect(split.shape).toEqual({ height: 7, width: 7, channels: 2048 });
    expect([...split.tail.weights.values()].map(({ shape }) => shape)).toEqual([
      [1, 2048, 512],
      [1, 9 * 512, 512],
      [1, 512, 2048],
    ]);
    const wanted = await run(graph, preprocessing, output);
    expectClose(await runSplit(split, { weights: graph, preprocessing }, split.tail.pretrained), wanted);
  });
});
