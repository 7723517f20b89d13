import { describe, expect, it } from "vitest";
import { bytesOfVectors, isTooLittle, paced, stepsFrom } from "@/lib/encoders/rules";
import { NewChange } from "@/lib/encoders/schema";

describe("an embedding's pace", () => {
  it("is told once it can be, with the time left", () => {
    const begun = { at: 1_000, done: 0 };
    expect(paced("Embedding", 5, 100, begun, 2_000)).toEqual({ phase: "Embedding", done: 5, total: 100 });
    expect(paced("Embedding", 50, 100, begun, 11_000)).toMatchObject({ perSecond: 5, secondsLeft: 10 });
    // More came in than was there at the start.
    expect(paced("Embedding", 120, 100, begun, 11_000).secondsLeft).toBe(0);
  });
});

it("a disk that would be left with less than a gigabyte is too small; one that can't be asked is not", () => {
  const bytes = bytesOfVectors(1_000_000, 512);
  expect(bytes).toBe(1_000_000 * (4 * 512 + 320));
  expect(isTooLittle(bytes, bytes + 5e8)).toBe(true);
  expect(isTooLittle(bytes, bytes + 2e9)).toBe(false);
  expect(isTooLittle(bytes, null)).toBe(false);
});

it("what is ready can be given up but not paused, and what serves can be neither", () => {
  expect(stepsFrom.cancel).toContain("ready");
  expect(stepsFrom.pause).not.toContain("ready");
  expect([...stepsFrom.cancel, ...stepsFrom.pause, ...stepsFrom.resume]).not.toContain("finished");
});

it("an encoder is named in one of three ways", () => {
  for (const source of ["builtin", "dir:models/my.onnx", " hub:house/resnet-50 "])
    expect(NewChange.safeParse({ source }).success).toBe(true);
  for (const source of ["", "dir:", "resnet", "hub:resnet", "hub:a/b/c", "http://x/y"])
    expect(NewChange.safeParse({ source }).success).toBe(false);
});
