import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEncoder } from "@/ml/encoders/open";
import { encodeOnnx } from "@/ml/runtime/onnx-graph";
import { encoderRefusal } from "@/tests/support/encoder-refusal";
import { tinyOnnx } from "@/tests/support/tiny-onnx";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-onnx-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function model(weights: Buffer, preprocessing?: object | string): string {
  const path = join(folder, `model-${made++}.onnx`);
  writeFileSync(path, weights);
  const text = typeof preprocessing === "string" ? preprocessing : JSON.stringify(preprocessing);
  if (preprocessing !== undefined) writeFileSync(`${path}.json`, text);
  return path;
}
const open = (path: string) => openEncoder(`dir:${path}`, { threads: 1 });
const image = (r: number, g: number, b: number, side = 4) => ({
  width: side,
  height: side,
  data: Uint8Array.from({ length: side * side * 3 }, (_, i) => [r, g, b][i % 3]!),
});
const small = { size: [4, 4], views: ["whole"] };

describe("an encoder from an ONNX file", () => {
  it("gives each photo its vector, in the order of the photos", async () => {
    const encoder = await open(model(tinyOnnx(), small));
    const { rows, columns, data } = await encoder.encode([image(0, 127.5, 255), image(255, 255, 0)]);
    expect([rows, columns, encoder.dimension]).toEqual([2, 3, 3]);
    // Without mean and std in the file, 0..255 becomes −1..1, as MobileNetV2 wants it. 127.5 is stored as 127.
    for (const [i, value] of [-1, -0.00392157, 1, 1, 1, -1].entries()) expect(data[i]).toBeCloseTo(value, 5);
    await encoder.close();
  });

  it("prepares pixels with the mean, std and channel order that the file beside it names", async () => {
    const encoder = await open(
      model(tinyOnnx(), { ...small, channels: "BGR", mean: [0.1, 0.2, 0.3], std: [0.5, 0.25, 1] }),
    );
    const { data } = await encoder.encode([image(255, 51, 0)]);
    expect(data[0]).toBeCloseTo((0 - 0.1) / 0.5, 5);
    expect(data[1]).toBeCloseTo((0.2 - 0.2) / 0.25, 5);
    expect(data[2]).toBeCloseTo((1 - 0.3) / 1, 5);
  });

  it("takes the names of input and output from the file beside it", async () => {
    const encoder = await open(model(tinyOnnx({ input: "x", output: "y" }), { ...small, input: "x", output: "y" }));
    expect((await encoder.encode([image(255, 255, 255)])).data).toEqual(Float32Array.of(1, 1, 1));
  });

  it("gives each view of a photo its own part of the vector, of unit length", async () => {
    const encoder = await open(model(tinyOnnx(), { ...small, views: ["whole", "garment"] }));
    const { rows, columns, data } = await encoder.encode([
      image(255, 255, 255),
      image(0, 0, 0),
      image(255, 0, 0),
      image(0, 0, 255),
    ]);
    expect([rows, columns, encoder.dimension, encoder.views.length]).toEqual([2, 6, 6, 2]);
    const third = 1 / Math.sqrt(3);
    for (const [i, sign] of [1, 1, 1, -1, -1, -1, 1, -1, -1, -1, -1, 1].entries())
      expect(data[i]).toBeCloseTo(sign * third, 5);
  });

  it("gives more photos than one run takes the vectors that each has alone", async () => {
    const encoder = await open(model(tinyOnnx({ size: 100 }), { size: [100, 100], views: ["whole"] }));
    const images = Array.from({ length: 23 }, (_, i) => image(10 * i, 255 - 10 * i, 7 * i, 100));
    const { data } = await encoder.encode(images);
    for (const [i, one] of images.entries())
      expect(data.subarray(3 * i, 3 * i + 3)).toEqual((await encoder.encode([one])).data);
    await expect(encoder.encode([...images, image(0, 0, 0)])).rejects.toThrow("image 23 is 4 × 4");
  });

  it("gives both views of a photo that are one image the same part", async () => {
    const encoder = await open(model(tinyOnnx(), { ...small, views: ["whole", "garment"] }));
    const [one, other] = [image(255, 0, 255), image(0, 51, 102)];
    const { data } = await encoder.encode([one, one, other, one]);
    expect(data.subarray(0, 3)).toEqual(data.subarray(3, 6));
    expect(data.subarray(9, 12)).toEqual(data.subarray(0, 3));
    expect(data.subarray(6, 9)).not.toEqual(data.subarray(0, 3));
  });

  it("takes a pooled map of one place as the vector that it is", async () => {
    const encoder = await open(model(tinyOnnx({ isFlat: false }), small));
    const { rows, columns, data } = await encoder.encode([image(255, 0, 255)]);
    expect([rows, columns, ...data]).toEqual([1, 3, 1, -1, 1]);
  });

  it("answers no photos with no vectors", async () => {
    const encoder = await open(model(tinyOnnx(), small));
    expect(await encoder.encode([])).toMatchObject({ rows: 0, columns: 3 });
  });

  it("changes its version with the weights and with the preprocessing, and with nothing else", async () => {
    const versionOf = async (path: string) => (await open(path)).version;
    const first = await versionOf(model(tinyOnnx(), small));
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(await versionOf(model(tinyOnnx(), small))).toBe(first);
    expect(await versionOf(model(tinyOnnx(), { ...small, resize: "fill" }))).not.toBe(first);
    expect(await versionOf(model(tinyOnnx({ size: 5 }), { ...small, size: [5, 5] }))).not.toBe(first);
  });

  it("refuses an image of another size with both sizes in its words", async () => {
    const encoder = await open(model(tinyOnnx(), small));
    await expect(encoder.encode([image(0, 0, 0, 5)])).rejects.toThrow(
      new RangeError("image 0 is 5 × 5, the encoder expects 4 × 4"),
    );
  });
});

describe("a model file that cannot be used", () => {
  const refusal = (path: string) => encoderRefusal(open(path));

  it("is named when it is missing or empty", async () => {
    expect(await refusal(join(folder, "none.onnx"))).toBe(`There is no model file at ${join(folder, "none.onnx")}.`);
    expect(await refusal(model(Buffer.alloc(0)))).toContain("is empty");
  });

  it("is named when it is cut off", async () => {
    const whole = tinyOnnx();
    expect(await refusal(model(whole.subarray(0, whole.length - 20), small))).toContain("may be cut off");
  });

  it("is named when it is no ONNX file at all", async () => {
    expect(await refusal(model(Buffer.from("hello, this is a text"), small))).toContain("can't be opened");
  });

  it("is named with the inputs and outputs that it has, when others were asked for", async () => {
    expect(await refusal(model(tinyOnnx({ input: "pixels" }), small))).toContain('no input "image", only "pixels"');
    expect(await refusal(model(tinyOnnx({ output: "vector" }), small))).toContain(
      'no output "embedding", only "vector"',
    );
  });

  it("is named when it was made for another size, or gives no vector", async () => {
    expect(await refusal(model(tinyOnnx()))).toContain(
      "expects images [3, 4, 4], its preprocessing makes [3, 224, 224]",
    );
    const map = encodeOnnx({
      name: "map",
      inputs: [{ name: "image", shape: ["N", 3, 4, 4] }],
      outputs: [{ name: "embedding", shape: ["N", 3, 4, 4] }],
      nodes: [{ op: "Relu", inputs: ["image"], outputs: ["embedding"] }],
    });
    expect(await refusal(model(Buffer.from(map), small))).toContain("one vector an image");
  });

  it("is named when it asks for an operator that ONNX Runtime does not have", async () => {
    const odd = encodeOnnx({
      name: "odd",
      inputs: [{ name: "image", shape: ["N", 3, 4, 4] }],
      outputs: [{ name: "embedding", shape: ["N", 3] }],
      nodes: [{ op: "SewOnButtons", inputs: ["image"], outputs: ["embedding"] }],
    });
    expect(await refusal(model(Buffer.from(odd), small))).toMatch(/can't be opened; .*SewOnButtons/);
  });

  it("is named when its preprocessing cannot be read", async () => {
    expect(await refusal(model(tinyOnnx(), "{"))).toContain("is not valid JSON");
    expect(await refusal(model(tinyOnnx(), { sise: [4, 4] }))).toContain("sise");
  });

  it("is asked for in the right words when the source names no encoder", async () => {
    await expect(openEncoder("resnet")).rejects.toThrow("Give builtin, dir:PATH.onnx or hub:OWNER/NAME.");
  });
});
