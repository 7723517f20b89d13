import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTextEncoder } from "@/ml/encoders/texts/open";
import { rowOf } from "@/ml/runtime/matrix";
import { encoderRefusal } from "@/tests/support/encoder-refusal";
import { startHub, type TestHub } from "@/tests/support/hub";
import { pieces, tinySentenceFiles, tinySentenceGraph } from "@/tests/support/tiny-sentence-model";

let root: string;
let hub: TestHub | undefined;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "toile-sentences-"));
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
});
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
/** A folder with these files; null leaves one out. */
function folderWith(more: Record<string, Uint8Array | string | null> = {}): string {
  const folder = join(root, `model-${made++}`);
  for (const [file, content] of Object.entries({ ...tinySentenceFiles(), ...more })) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}
const openDir = (more?: Parameters<typeof folderWith>[0]) => openTextEncoder(`dir:${folderWith(more)}`, { threads: 1 });
const unit = (sum: number[]) => sum.map((value) => value / Math.hypot(...sum));
const sumOf = (ids: number[]) => pieces[0]!.map((_, j) => ids.reduce((sum, id) => sum + pieces[id]![j]!, 0));
const mean = (ids: number[]) => unit(sumOf(ids));
const near = (row: Float32Array, wanted: number[]) =>
  row.forEach((value, j) => {
    expect(value).toBeCloseTo(wanted[j]!, 5);
  });

describe("a sentence model in a folder", () => {
  it("gives the mean of a text's pieces with their signs, of unit length, whatever stands beside it", async () => {
    const encoder = await openDir();
    expect(encoder.dimension).toBe(3);
    // Texts of different lengths share a run: the padding of the short ones must not be seen.
    const both = await encoder.encode(["Wool coats", null, "silk", "  ", "a wool coat a silk coat"]);
    near(rowOf(both, 0), mean([2, 4, 5, 6, 3]));
    near(rowOf(both, 2), mean([2, 7, 3]));
    near(rowOf(both, 4), mean([2, 8, 4, 5, 8, 7, 5, 3]));
    expect([1, 3].map((i) => Math.hypot(...rowOf(both, i)))).toEqual([0, 0]);
    near(rowOf(await encoder.encode(["silk"]), 0), mean([2, 7, 3]));
    await encoder.close();
  });

  it("pools as its own configuration says: the first piece, the largest, both side by side, or the last", async () => {
    const pooling = (config: object) => openDir({ "1_Pooling/config.json": JSON.stringify(config) });
    const rowBy = async (config: object) => rowOf(await (await pooling(config)).encode(["silk", "wool coat"]), 1);
    near(await rowBy({ pooling_mode_cls_token: true }), unit(pieces[2]!));
    near(await rowBy({ pooling_mode_max_tokens: true, pooling_mode_mean_tokens: false }), unit([1, 4, 1]));
    near(await rowBy({ pooling_mode: "lasttoken" }), unit(pieces[3]!));
    const average = sumOf([2, 4, 5, 3]).map((value) => value / 4);
    near(
      await rowBy({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: true }),
      unit([...pieces[2]!, ...average]),
    );
    const later = pieces[0]!.map((_, j) => [2, 4, 5, 3].reduce((sum, id, t) => sum + (t + 1) * pieces[id]![j]!, 0));
    near(await rowBy({ pooling_mode_weightedmean_tokens: true }), unit(later));
    expect(await encoderRefusal(pooling({ pooling_mode: "attention" }))).toContain('pools its tokens by "attention"');
  });

  it("cuts a text that is too long at its end and keeps the sign after it", async () => {
    const encoder = await openDir({ "sentence_bert_config.json": JSON.stringify({ max_seq_length: 8 }) });
    near(rowOf(await encoder.encode([`wool ${"silk ".repeat(30)}coat`]), 0), mean([2, 4, 7, 7, 7, 7, 7, 3]));
  });

  it("puts the model's own prompt before every text, and takes a graph that pools by itself as it is", async () => {
    const prompt = JSON.stringify({ prompts: { passage: "a " }, default_prompt_name: "passage" });
    const prompted = await openDir({ "config_sentence_transformers.json": prompt });
    near(rowOf(await prompted.encode(["silk"]), 0), mean([2, 8, 7, 3]));
    const whole = await openDir({ "onnx/model.onnx": tinySentenceGraph({ isPooled: true }), "modules.json": null });
    near(rowOf(await whole.encode(["silk"]), 0), mean([2, 7, 3]));
  });

  it("is another version with other weights, another tokenizer, other pooling; and the same one again otherwise", async () => {
    const version = async (more?: Parameters<typeof folderWith>[0]) => (await openDir(more)).version;
    const first = await version();
    expect(await version()).toBe(first);
    const config = JSON.stringify({ pad_token: "[PAD]", model_max_length: 500 });
    const others = [
      await version({ "onnx/model.onnx": tinySentenceGraph({ inputs: ["input_ids"] }) }),
      await version({ "tokenizer_config.json": config }),
      await version({ "1_Pooling/config.json": JSON.stringify({ pooling_mode_cls_token: true }) }),
      await version({ "sentence_bert_config.json": JSON.stringify({ max_seq_length: 16 }) }),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
  });

  it.each([
    ["no tokenizer", { "tokenizer.json": null }, /has no tokenizer\.json, so its texts can't be read/],
    ["a tokenizer that is no JSON", { "tokenizer.json": "<html>" }, /is not valid JSON/],
    [
      "a tokenizer of an unknown kind",
      { "tokenizer.json": '{"model":{"type":"Magic"}}' },
      /tokenizer of .* can't be used/,
    ],
    ["no graph", { "onnx/model.onnx": null }, /ONNX export/],
    ["a graph cut off", { "onnx/model.onnx": tinySentenceGraph().slice(0, 90) }, /can't be opened; it may be cut off/],
    [
      "a graph that wants a picture too",
      { "onnx/model.onnx": tinySentenceGraph({ inputs: ["input_ids", "pixel_values"] }) },
      /wants input_ids, pixel_values/,
    ],
    [
      "layers behind its pooling",
      { "modules.json": JSON.stringify([{ path: "2_Dense", type: "sentence_transformers.models.Dense" }]) },
      /further layers behind its pooling/,
    ],
  ])("with %s is refused in words", async (_, more, words) => {
    expect(await encoderRefusal(openDir(more))).toMatch(words);
  });

  it("that is not there, or is a file, is refused in words", async () => {
    expect(await encoderRefusal(openTextEncoder("dir:/nowhere/at/all", {}))).toBe(
      "There is no folder at /nowhere/at/all.",
    );
    const file = join(folderWith(), "onnx/model.onnx");
    expect(await encoderRefusal(openTextEncoder(`dir:${file}`, {}))).toMatch(/is a file\. Name the folder/);
    expect(await encoderRefusal(openTextEncoder("magic", {}))).toMatch(/names no encoder of descriptions/);
  });
});

describe("a sentence model of a hub", () => {
  const open = (folder: string, endpoint: string, onProgress?: (p: { file: string; done: number }) => void) =>
    openTextEncoder("hub:house/sentences", { threads: 1, hub: { endpoint, folder, onProgress } });

  it("is loaded once with its tokenizer and pooling, and opens without the hub the next time", async () => {
    hub = await startHub({ "house/sentences": { files: tinySentenceFiles(), licence: "apache-2.0" } });
    const kept = join(root, "models");
    const seen: string[] = [];
    const first = await open(kept, hub.endpoint, ({ file }) => seen.push(file));
    expect(first).toMatchObject({ name: "house/sentences", dimension: 3 });
    expect(new Set(seen)).toEqual(new Set(Object.keys(tinySentenceFiles())));
    await hub.close();
    // What the model lacks was noted too: nothing is asked for.
    const again = await open(kept, hub.endpoint);
    expect(again.version).toBe(first.version);
    near(rowOf(await again.encode(["silk"]), 0), mean([2, 7, 3]));
    expect(existsSync(join(kept, "house/sentences/sentence_bert_config.json"))).toBe(false);
  });

  it("whose graph does not arrive whole is told in a sentence", async () => {
    const spoil = (bytes: Buffer) => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) as Buffer;
    hub = await startHub({ "house/sentences": { files: tinySentenceFiles() } }, spoil);
    expect(await encoderRefusal(open(join(root, "spoilt"), hub.endpoint))).toContain("did not arrive whole");
  });

  it("that can't be reached is told in a sentence, with the way round it", async () => {
    hub = await startHub({});
    const { endpoint } = hub;
    await hub.close();
    expect(await encoderRefusal(open(join(root, "offline"), endpoint))).toMatch(/can't be reached \(ECONNREFUSED\)/);
  });
});
