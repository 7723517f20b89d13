import { expect, it } from "vitest";
import { lackOf } from "@/lib/training/fine-tune/fine-tune-encoder";

const gain = (value: number, half: number) => ({ value, lower: value - half, upper: value + half, n: 300 });
const lack = (right: number, near: number, half = 0.02) =>
  lackOf({ figures: { "right.gain": gain(right, half), "near.gain": gain(near, half) } });

it("a tuned encoder is kept when the whole interval of its gain lies above nought, and neighbours are no worse", () => {
  expect(lack(0.03, 0.01)).toBeNull();
  expect(lack(0.03, -0.01)).toBeNull();
  expect(lackOf({ figures: {} })).toBeNull();
});

it("a gain that may be chance, or worse neighbours, keep nothing, and the figures say why", () => {
  expect(lack(0.01, 0.01)).toMatch(/not certain.*\(1\.0 points, -1\.0 to 3\.0, on 300 photos/);
  expect(lack(0.03, -0.03)).toMatch(/worse neighbours/);
});
