import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { decodeViews } from "@/ml/encoders/decode-views";
import { modelLicence } from "@/ml/encoders/hub/model-files";
import { openEncoder } from "@/ml/encoders/open";
import { Preprocessing, packerOf } from "@/ml/encoders/preprocessing";
import { encoderRefusal } from "@/tests/support/encoder-refusal";
import { startHub, type TestHub } from "@/tests/support/hub";
import { resnet50 } from "@/tests/support/resnet-50";
import { tinyOnnx } from "@/tests/support/tiny-onnx";

let folder: string;
let hub: TestHub | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-hub-"));
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

const vit = { size: { height: 4, width: 4 }, resample: 2, image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };
const tiny = tinyOnnx({ input: "pixel_values", output: "pooler_output" });
const files = { "preprocessor_config.json": JSON.stringify(vit), "onnx/model.onnx": tiny };
let made = 0;
const kept = () => join(folder, `models-${made++}`);
const open = (id: string, endpoint: string, place: string, onProgress?: (p: { file: string; done: number }) => void) =>
  openEncoder(`hub:${id}`, { threads: 1, hub: { endpoint, folder: place, onProgress } });
const red = { width: 4, height: 4, data: Uint8Array.from({ length: 48 }, (_, i) => (i % 3 === 0 ? 255 : 0)) };

describe("an encoder from a hub", () => {
  it("is loaded once, with progress, and answers without the hub the next time", async () => {
    hub = await startHub({ "house/tiny": { files, licence: "mit" } });
    const place = kept();
    const seen: string[] = [];
    const first = await open("house/tiny", hub.endpoint, place, ({ file, done }) => seen.push(`${file} ${done}`));
    expect(first).toMatchObject({ name: "house/tiny", dimension: 3, views: ["whole"] });
    expect(seen.at(-1)).toBe(`onnx/model.onnx ${tiny.length}`);
    expect(await modelLicence({ endpoint: hub.endpoint, folder: place }, "house/tiny")).toBe("mit");
    await hub.close();
    const again = await open("house/tiny", hub.endpoint, place);
    expect(again.version).toBe(first.version);
    expect((await again.encode([red])).data).toEqual(Float32Array.of(1, -1, -1));
  });

  it("takes the picture's tower where there is one", async () => {
    const tower = tinyOnnx({ input: "pixel_values", output: "image_embeds" });
    hub = await startHub({ "house/clip": { files: { ...files, "onnx/vision_model.onnx": tower } } });
    expect((await open("house/clip", hub.endpoint, kept())).dimension).toBe(3);
    expect(hub.asked.at(-1)).toContain("vision_model.onnx");
  });

  it("is loaded again when what was kept has been damaged", async () => {
    hub = await startHub({ "house/tiny": { files } });
    const place = kept();
    await open("house/tiny", hub.endpoint, place);
    writeFileSync(join(place, "house", "tiny", "onnx", "model.onnx"), "damaged");
    expect((await open("house/tiny", hub.endpoint, place)).dimension).toBe(3);
  });
});

describe("a hub that does not give a model", () => {
  it("is named when it can't be reached, with the way round it", async () => {
    hub = await startHub({});
    const { endpoint } = hub;
    await hub.close();
    const words = await encoderRefusal(open("house/tiny", endpoint, kept()));
    expect(words).toMatch(/^127\.0\.0\.1:\d+ can't be reached \(ECONNREFUSED\)\. .*dir:PATH\.onnx/);
  });

  it("keeps nothing of a file that did not arrive as the hub has it", async () => {
    const spoil = (bytes: Buffer) => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) as Buffer;
    hub = await startHub({ "house/tiny": { files } }, spoil);
    const place = kept();
    expect(await encoderRefusal(open("house/tiny", hub.endpoint, place))).toContain("did not arrive whole");
    expect(readdirSync(join(place, "house", "tiny", "onnx"))).toEqual([]);
  });

  it("is left half-way by who watches the progress, and nothing half is kept", async () => {
    hub = await startHub({ "house/tiny": { files } });
    const place = kept();
    const stop = ({ file }: { file: string }) => {
      if (file.endsWith(".onnx")) throw new Error("stopped");
    };
    expect(await encoderRefusal(open("house/tiny", hub.endpoint, place, stop))).toContain("stopped");
    expect(readdirSync(join(place, "house", "tiny", "onnx"))).toEqual([]);
  });

  it("is told apart from a model without an ONNX export, or without preprocessing", async () => {
    const { "preprocessor_config.json": config } = files;
    hub = await startHub({
      "house/torch": { files: { "preprocessor_config.json": config } },
      "house/none": { files: {} },
    });
    expect(await encoderRefusal(open("house/torch", hub.endpoint, kept()))).toContain("has no ONNX export");
    expect(await encoderRefusal(open("house/none", hub.endpoint, kept()))).toContain("has no preprocessor_config.json");
    expect(await encoderRefusal(open("../etc", hub.endpoint, kept()))).toContain("no model's id");
  });

  it("is told when a proxy's page came instead of JSON, and when the graph is cut off or gives no vector", async () => {
    const map = tinyOnnx({ input: "pixel_values", output: "last_hidden_state" });
    hub = await startHub({
      "house/proxy": { files: { "preprocessor_config.json": "<html>Sign in</html>" } },
      "house/cut": { files: { ...files, "onnx/model.onnx": tiny.subarray(0, tiny.length - 9) } },
      "house/map": { files: { ...files, "onnx/model.onnx": map } },
    });
    expect(await encoderRefusal(open("house/proxy", hub.endpoint, kept()))).toContain("A proxy may have answered");
    expect(await encoderRefusal(open("house/cut", hub.endpoint, kept()))).toMatch(/cut off|none of them/);
    expect(await encoderRefusal(open("house/map", hub.endpoint, kept()))).toContain("gives last_hidden_state");
  });
});

describe("ResNet-50 from a hub", () => {
  it("gives the 2,048 pooled numbers that its classes are made of, from pictures prepared as published", async () => {
    const classes = 8;
    const { graph, weights, bias } = resnet50(classes);
    const published = {
      crop_pct: 0.875,
      do_normalize: true,
      do_resize: true,
      feature_extractor_type: "ConvNextFeatureExtractor",
      image_mean: [0.485, 0.456, 0.406],
      image_std: [0.229, 0.224, 0.225],
      resample: 3,
      size: 224,
    };
    const config = JSON.stringify(published);
    hub = await startHub({
      "house/resnet-50": { files: { "preprocessor_config.json": config, "onnx/model.onnx": graph } },
    });
    const encoder = await open("house/resnet-50", hub.endpoint, kept());
    expect(encoder.dimension).toBe(2048);
    expect(encoder.geometry).toMatchObject({
      width: 224,
      height: 224,
      fit: "cover",
      resizeShorter: 256,
      kernel: "cubic",
    });
    const noise = sharp({
      create: {
        width: 300,
        height: 400,
        channels: 3,
        background: "red",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    });
    const [image] = await decodeViews(await noise.png().toBuffer(), encoder.geometry, encoder.views);
    const { data } = await encoder.encode([image!]);
    const session = await InferenceSession.create(graph, { intraOpNumThreads: 1 });
    const pack = packerOf(
      Preprocessing.parse({ mean: published.image_mean, std: published.image_std, views: ["whole"] }),
    );
    const pixels = new Tensor("float32", pack([image!]), [1, 3, 224, 224]);
    const logits = (await session.run({ pixel_values: pixels })).logits!.data as Float32Array;
    const said = Array.from({ length: classes }, (_, k) =>
      data.reduce((sum, value, j) => sum + value * weights[k * 2048 + j]!, bias[k]!),
    );
    const size = Math.max(...logits.map(Math.abs));
    for (const [k, value] of said.entries()) expect(Math.abs(value - logits[k]!) / size).toBeLessThan(1e-4);
    await Promise.all([session.release(), encoder.close()]);
    // 94 MB of weights and 4 billion products take a busy machine a while.
  }, 120_000);
});
