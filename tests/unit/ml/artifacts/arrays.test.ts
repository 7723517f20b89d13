import { describe, expect, it } from "vitest";
import { bytesOf, DamagedArrays, decodeArrays, encodeArrays, floatsOf, integersOf } from "@/ml/artifacts/arrays";

const meta = { head: "compatibility", note: "Röcke & Blusen" };
const arrays = () => ({
  weights: { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-8, 6) },
  codes: { shape: [3], data: Int32Array.of(-1, 0, 7) },
  mask: { shape: [5], data: Uint8Array.of(1, 0, 1, 1, 0) },
  nothing: { shape: [0, 4], data: new Float32Array(0) },
});
const bytes = () => encodeArrays(meta, arrays());

describe("a file of arrays", () => {
  it("gives back what was written", () => {
    const read = decodeArrays(bytes());
    expect(read.meta).toEqual(meta);
    expect(read.arrays).toEqual(arrays());
  });

  it("is the same for the same arrays", () => {
    expect(bytes()).toEqual(bytes());
  });

  it("is read from a buffer that starts anywhere", () => {
    const shifted = Buffer.concat([Buffer.from("xyz"), bytes()]).subarray(3);
    expect(decodeArrays(shifted).arrays).toEqual(arrays());
  });

  it("is refused when it ends too early, wherever it was cut", () => {
    const whole = bytes();
    for (const length of [0, 4, 20, 60, whole.length - 1]) {
      expect(() => decodeArrays(whole.subarray(0, length))).toThrow(DamagedArrays);
    }
  });

  it("is refused when any one bit of it has changed", () => {
    const whole = bytes();
    for (let at = 0; at < whole.length; at += 7) {
      if (at >= 12 && at < 16) continue;
      const changed = Uint8Array.from(whole);
      changed[at] ^= 4;
      expect(() => decodeArrays(changed), `byte ${at}`).toThrow(DamagedArrays);
    }
  });

  it("is refused when something was added to its end", () => {
    expect(() => decodeArrays(Buffer.concat([bytes(), Buffer.of(0)]))).toThrow(DamagedArrays);
  });

  it("is not written when a shape does not fit its numbers", () => {
    expect(() => encodeArrays({}, { a: { shape: [2, 2], data: new Float32Array(3) } })).toThrow(
      /a is \[2, 2\] but holds 3/,
    );
  });
});

describe("an array asked for by name", () => {
  const read = decodeArrays(bytes()).arrays;
  it("comes in the kind that was asked for", () => {
    expect(floatsOf(read, "weights")).toHaveLength(6);
    expect(integersOf(read, "codes")[0]).toBe(-1);
    expect(bytesOf(read, "mask")[4]).toBe(0);
  });

  it("is an error when it is missing or of another kind", () => {
    expect(() => floatsOf(read, "codes")).toThrow(/codes/);
    expect(() => integersOf(read, "absent")).toThrow(/absent/);
    expect(() => bytesOf(read, "weights")).toThrow(DamagedArrays);
  });
});
