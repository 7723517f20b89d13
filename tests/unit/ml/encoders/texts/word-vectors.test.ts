import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeTermWeights, encodeTermWeights } from "@/ml/encoders/term-weights";
import { counterFor, openTextEncoder } from "@/ml/encoders/texts/open";
import { readWordVectors } from "@/ml/encoders/texts/word-vectors";
import { rowOf } from "@/ml/runtime/matrix";
import { encoderRefusal } from "@/tests/support/encoder-refusal";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "toile-vectors-"));
});
afterAll(() => rmSync(root, { recursive: true }));

const lines = ["4 3", "the 1 0 0", "wool 0 1 0", "silk 0 0 1", "Tencel 0 -1 0"];
let made = 0;
function fileOf(content: string | Buffer, name = `v${made++}.vec`): string {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
}
const texts = ["the wool", "the silk", "the coat", "the hat"];
function counted() {
  const counter = counterFor("vectors:x")!;
  counter.add(texts);
  return counter.weights();
}

it("a text is the mean of its words, each by how rare it is in the catalogue, of unit length", async () => {
  const encoder = await openTextEncoder(`vectors:${fileOf(`${lines.join("\n")}\n`)}`, { counts: counted() });
  expect(encoder.dimension).toBe(3);
  const rows = await encoder.encode(["The WOOL", null, "zip", "TENCEL tencel, Tencel"]);
  const rare = Math.log(5 / 2) + 1;
  const length = Math.hypot(1, rare);
  expect(Array.from(rowOf(rows, 0))).toEqual([1 / length, rare / length, 0].map((value) => expect.closeTo(value, 5)));
  expect([1, 2].map((i) => Math.hypot(...rowOf(rows, i)))).toEqual([0, 0]);
  expect(Array.from(rowOf(rows, 3))).toEqual([0, -1, 0]);
});

it("files of every usual make are read: with and without a first line, gzipped, the most common words alone", async () => {
  const plain = await readWordVectors(fileOf(lines.join("\n")));
  expect([...plain.of.keys()]).toEqual(["the", "wool", "silk", "Tencel"]);
  const packed = await readWordVectors(fileOf(gzipSync(lines.slice(1).join("\n")), "cc.en.vec.gz"));
  expect(packed).toMatchObject({ name: "cc.en", dimension: 3, version: plain.version });
  expect((await readWordVectors(fileOf(lines.join("\n")), 2)).of.size).toBe(2);
});

it("other numbers, or another catalogue's counts, are another version; counts are kept as they were", async () => {
  const version = async (content: string, counts = counted()) =>
    (await openTextEncoder(`vectors:${fileOf(content)}`, { counts })).version;
  const first = await version(lines.join("\n"));
  expect(await version(lines.join("\n"), decodeTermWeights(encodeTermWeights(counted())))).toBe(first);
  const counter = counterFor("vectors:x")!;
  counter.add([...texts, "wool"]);
  const others = [
    await version(lines.join("\n").replace("0 1 0", "0 2 0")),
    await version(lines.join("\n"), counter.weights()),
  ];
  expect(new Set([first, ...others]).size).toBe(3);
});

it("what is no such file is refused with the line, or with what to give instead", async () => {
  expect(await encoderRefusal(readWordVectors(join(root, "none.vec")))).toMatch(/^There is no file of word vectors/);
  expect(await encoderRefusal(readWordVectors(fileOf("2 3\nwool 0 1 0\nsilk 0 1\n")))).toMatch(
    /^Line 3 of .* with 3 numbers/,
  );
  expect(await encoderRefusal(readWordVectors(fileOf("wool zero one")))).toMatch(/^Line 1 of/);
  expect(await encoderRefusal(readWordVectors(fileOf("")))).toMatch(/holds no word vectors/);
  expect(await encoderRefusal(readWordVectors(fileOf(Buffer.alloc(3_000_000, 1))))).toMatch(/no text of lines/);
  const cut = gzipSync(lines.join("\n")).subarray(0, 20);
  expect(await encoderRefusal(readWordVectors(fileOf(cut, "cut.vec.gz")))).toMatch(/not whole/);
});
