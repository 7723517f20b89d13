import { expect, it } from "vitest";
import { fromHalf, fromHalves, toHalf, toHalves } from "@/ml/runtime/float16";
import { drawNormal, rngOf } from "@/ml/runtime/seed";

it("every half comes back from its number as it was", () => {
  for (let half = 0; half < 65_536; half++) {
    const value = fromHalf(half);
    if (Number.isNaN(value)) expect(Number.isNaN(fromHalf(toHalf(value)))).toBe(true);
    else if (toHalf(value) !== half) expect([half, toHalf(value)]).toEqual([half, half]);
  }
});

it("a number becomes the nearest half, ties to even", () => {
  expect(
    [1 + 2 ** -11, 1 + 3 * 2 ** -11, 65_519, 65_520, 2 ** -25, 1.5 * 2 ** -24].map((one) => fromHalf(toHalf(one))),
  ).toEqual([1, 1 + 2 ** -9, 65_504, Number.POSITIVE_INFINITY, 0, 2 ** -23]);
  const rng = rngOf(2);
  const values = Float32Array.from({ length: 2_000 }, () => drawNormal(rng) * 10 ** (6 * rng() - 4));
  fromHalves(toHalves(values)).forEach((value, i) => {
    expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(Math.max(2 ** -25, Math.abs(values[i]!) * 2 ** -11));
  });
});
