import { describe, expect, it } from "vitest";
import { describeImage, openBuiltinEncoder } from "@/ml/encoders/builtin/encoder";
import { findForeground } from "@/ml/encoders/builtin/foreground";
import { toLab } from "@/ml/encoders/builtin/lab";
import type { DecodedImage } from "@/ml/encoders/encoder";

type Colour = [number, number, number];
const ground: Colour = [240, 240, 238];

/** A garment drawn by a rule on a light ground. x and y run from 0 to 1. */
function draw(
  isGarment: (x: number, y: number) => boolean,
  colour: Colour | ((x: number, y: number) => Colour),
  width = 96,
  height = 128,
): DecodedImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x + 0.5) / width, (y + 0.5) / height];
      const shade = typeof colour === "function" ? colour(u, v) : colour;
      data.set(isGarment(u, v) ? shade : ground, (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

const trousers = (x: number, y: number) =>
  y > 0.1 && y < 0.9 && ((x > 0.3 && x < 0.47) || (x > 0.53 && x < 0.7) || (y < 0.3 && x > 0.3 && x < 0.7));
const skirt = (x: number, y: number) => y > 0.25 && y < 0.75 && Math.abs(x - 0.5) < 0.1 + 0.4 * (y - 0.25);
const shirt = (x: number, y: number) =>
  (y > 0.15 && y < 0.85 && Math.abs(x - 0.5) < 0.22) || (y > 0.15 && y < 0.4 && Math.abs(x - 0.5) < 0.42);
const red: Colour = [190, 30, 45];
const blue: Colour = [30, 60, 160];

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, na, nb] = [0, 0, 0];
  a.forEach((value, i) => {
    dot += value * b[i]!;
    na += value * value;
    nb += b[i]! * b[i]!;
  });
  return dot / Math.sqrt(na * nb);
}

describe("the built-in encoder", () => {
  const encoder = openBuiltinEncoder();

  it("gives 256 finite numbers a photo, the same each time", async () => {
    const photo = draw(shirt, red);
    const first = await encoder.encode([photo, draw(skirt, blue)]);
    expect([first.rows, first.columns, encoder.dimension]).toEqual([2, 256, 256]);
    expect(first.data.every(Number.isFinite)).toBe(true);
    expect((await encoder.encode([photo])).data).toEqual(first.data.slice(0, 256));
  });

  it("finds the same garment in another colour closer than another garment in the same colour", () => {
    const own = describeImage(draw(trousers, red));
    expect(cosine(own, describeImage(draw(trousers, blue)))).toBeGreaterThan(
      cosine(own, describeImage(draw(skirt, red))),
    );
    expect(cosine(own, describeImage(draw(trousers, blue)))).toBeGreaterThan(
      cosine(own, describeImage(draw(shirt, red))),
    );
  });

  it("finds the nearer colour closer when the garment is the same", () => {
    const own = describeImage(draw(shirt, red));
    expect(cosine(own, describeImage(draw(shirt, [170, 40, 60])))).toBeGreaterThan(
      cosine(own, describeImage(draw(shirt, blue))),
    );
  });

  it("tells stripes across from stripes along", () => {
    const across = (_: number, y: number): Colour => (Math.floor(y * 24) % 2 ? red : ground);
    const along = (x: number): Colour => (Math.floor(x * 24) % 2 ? red : ground);
    const own = describeImage(draw(shirt, across));
    const moved = describeImage(draw((x, y) => shirt(x + 0.03, y), across));
    expect(cosine(own, moved)).toBeGreaterThan(cosine(own, describeImage(draw(shirt, along))) + 0.1);
  });

  it("hardly changes when the garment stands a little to the side or is a little smaller", () => {
    const own = describeImage(draw(shirt, blue));
    const small = describeImage(draw((x, y) => shirt(0.5 + (x - 0.55) * 1.2, 0.5 + (y - 0.5) * 1.2), blue));
    expect(cosine(own, small)).toBeGreaterThan(0.85);
  });

  it("keeps its numbers from one release to the next, unless its version is raised", () => {
    const vector = describeImage(draw(shirt, red));
    const norm = Math.hypot(...vector);
    const picked = [0, 30, 60, 117, 180, 219, 226, 230, 250, 255].map((i) => vector[i]! / norm);
    expect(encoder.version).toBe("classical-0");
    expect(picked.map((value) => Number(value.toFixed(4)))).toMatchInlineSnapshot(`
      [
        -0.0106,
        -0.0106,
        0,
        -0.0602,
        0.1777,
        0,
        -0.0534,
        0.1689,
        -0.027,
        0.0382,
      ]
    `);
  });

  it.each([
    ["of one pixel", 1, 1],
    ["of one row", 40, 1],
    ["of one column", 1, 40],
  ])("describes a photo %s", (_, width, height) => {
    expect(describeImage(draw(() => true, red, width, height)).every(Number.isFinite)).toBe(true);
  });

  it("describes a photo of one colour only", () => {
    expect(describeImage(draw(() => false, red)).every(Number.isFinite)).toBe(true);
  });

  it("refuses bytes that are no image of that size", () => {
    expect(() => describeImage({ width: 4, height: 4, data: new Uint8Array(47) })).toThrow(RangeError);
  });
});

describe("what stands out from the ground", () => {
  it("is the garment, its inside filled, with the box around it", () => {
    // A garment of the ground's own colour that only its dark outline tells.
    const outline = draw(
      (x, y) => shirt(x, y),
      (x, y) =>
        shirt(x + 0.02, y) && shirt(x - 0.02, y) && shirt(x, y + 0.02) && shirt(x, y - 0.02) ? ground : [60, 60, 60],
    );
    const found = findForeground(toLab(outline));
    expect(found.mask[64 * 96 + 48]).toBe(1);
    expect(found.mask[2 * 96 + 2]).toBe(0);
    expect([found.left, found.right]).toEqual([8, 88]);
    expect(found.share).toBeGreaterThan(0.35);
  });

  it("is the middle of the photo when nothing stands out", () => {
    const found = findForeground(toLab(draw(() => false, red)));
    expect(found.mask[64 * 96 + 48]).toBe(1);
    expect(found.mask[0]).toBe(0);
  });
});

describe("Lab colours", () => {
  it.each<[string, Colour, [number, number, number]]>([
    ["white", [255, 255, 255], [100, 0, 0]],
    ["black", [0, 0, 0], [0, 0, 0]],
    ["red", [255, 0, 0], [53.24, 80.09, 67.2]],
    ["mid grey", [119, 119, 119], [50.03, 0, 0]],
  ])("of %s are those of the CIE", (_, colour, [L, a, b]) => {
    const lab = toLab({ width: 1, height: 1, data: Uint8Array.from(colour) });
    expect(Math.abs(lab.L[0]! - L)).toBeLessThan(0.3);
    expect(Math.abs(lab.a[0]! - a)).toBeLessThan(0.5);
    expect(Math.abs(lab.b[0]! - b)).toBeLessThan(0.5);
  });
});
