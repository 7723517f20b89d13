import { stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { openBuiltinEncoder } from "@/ml/encoders/builtin/encoder";
import type { DecodedImage } from "@/ml/encoders/encoder";
import { normaliseRows, rowOf } from "@/ml/runtime/matrix";

type Colour = [number, number, number];
const ground: Colour = [240, 240, 238];
const [red, blue]: Colour[] = [
  [190, 30, 45],
  [30, 60, 160],
];

const encoder = await openBuiltinEncoder({ threads: 1 });

/** A garment drawn by a rule on a light ground. x and y run from 0 to 1. */
function draw(isGarment: (x: number, y: number) => boolean, colour: Colour): DecodedImage {
  const { width, height } = encoder.geometry;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInside = isGarment((x + 0.5) / width, (y + 0.5) / height);
      data.set(isInside ? colour : ground, (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

const trousers = (x: number, y: number) =>
  y > 0.1 && y < 0.9 && ((x > 0.3 && x < 0.47) || (x > 0.53 && x < 0.7) || (y < 0.3 && x > 0.3 && x < 0.7));
const skirt = (x: number, y: number) => y > 0.25 && y < 0.75 && Math.abs(x - 0.5) < 0.1 + 0.4 * (y - 0.25);
const shirt = (x: number, y: number) =>
  (y > 0.15 && y < 0.85 && Math.abs(x - 0.5) < 0.22) || (y > 0.15 && y < 0.4 && Math.abs(x - 0.5) < 0.42);

async function cosines(own: DecodedImage, ...others: DecodedImage[]): Promise<number[]> {
  const unit = normaliseRows(await encoder.encode([own, ...others]));
  return others.map((_, i) => rowOf(unit, i + 1).reduce((sum, value, j) => sum + value * rowOf(unit, 0)[j]!, 0));
}

describe("the built-in encoder", () => {
  it("is a file of 6 MB at most", async () => {
    expect((await stat("ml/encoders/builtin/garment.onnx")).size).toBeLessThanOrEqual(6_000_000);
  });

  it("gives 256 finite numbers a photo, the same alone as among others", async () => {
    const photo = draw(shirt, red);
    const both = await encoder.encode([photo, draw(skirt, blue)]);
    expect([both.rows, both.columns, encoder.dimension]).toEqual([2, 256, 256]);
    expect(both.data.every(Number.isFinite)).toBe(true);
    const alone = await encoder.encode([photo]);
    alone.data.forEach((value, j) => {
      expect(value).toBeCloseTo(both.data[j]!, 3);
    });
  });

  it("finds the same garment in another colour closer than another garment in the same colour", async () => {
    const [same, other] = await cosines(draw(trousers, red), draw(trousers, blue), draw(skirt, red));
    expect(same).toBeGreaterThan(other!);
  });

  it("finds the nearer colour closer when the garment is the same", async () => {
    const [near, far] = await cosines(draw(shirt, red), draw(shirt, [170, 40, 60]), draw(shirt, blue));
    expect(near).toBeGreaterThan(far!);
  });

  it("hardly changes when the garment stands a little to the side", async () => {
    const [moved, other] = await cosines(
      draw(shirt, blue),
      draw((x, y) => shirt(x + 0.04, y), blue),
      draw(trousers, blue),
    );
    expect(moved).toBeGreaterThan(0.8);
    expect(moved).toBeGreaterThan(other!);
  });

  it("keeps its numbers from one release to the next, unless its version changes", async () => {
    const unit = normaliseRows(await encoder.encode([draw(shirt, red)]));
    const picked = [0, 1, 2, 30, 60, 128, 200, 255].map((i) => Number(unit.data[i]!.toFixed(2)) + 0);
    expect([encoder.version, ...picked]).toMatchInlineSnapshot(`
      [
        "9d17b68dc961",
        0.34,
        -0.05,
        -0.18,
        0.01,
        -0.02,
        -0.05,
        0.04,
        -0.01,
      ]
    `);
  });
});
