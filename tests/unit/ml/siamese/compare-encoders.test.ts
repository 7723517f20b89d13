import { expect, it } from "vitest";
import { chooseBackend } from "@/ml/runtime/backend";
import { matrixOf } from "@/ml/runtime/matrix";
import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { compareEncoders } from "@/ml/siamese/compare-encoders";
import { plantedHouse, SMALL } from "../planted-house";

const { tf } = await chooseBackend("wasm");
const { pairs } = plantedHouse(1);
const n = pairs.productIds.length;
const options = { judgements: 100, seed: 1, network: { ...SMALL, members: 1 } };
const ignore = () => {};

/** An encoder that sees nothing: its numbers are noise, in another dimension. */
function blind() {
  const rng = rngOf(5);
  const embedding = matrixOf(
    n,
    6,
    Float32Array.from({ length: n * 6 }, () => drawNormal(rng)),
  );
  return { ...pairs, embedding, encoder: { name: "blind", version: "1", dimension: 6 } };
}

it("an encoder that sees nothing loses in every figure, surely, and names other neighbours", async () => {
  const { probe, pairs: told, nearest, neighbours, notes } = await compareEncoders(tf, pairs, blind(), options, ignore);
  expect(notes).toEqual([]);
  for (const figure of [probe!.all, told!, nearest!, ...probe!.categories]) {
    expect(figure.difference.upper).toBeLessThan(0);
    expect(figure.next.value - figure.live.value).toBeCloseTo(figure.difference.value, 5);
  }
  expect(probe!.all.live.value).toBeGreaterThan(0.85);
  expect(probe!.all.live.n).toBe(n);
  expect(probe!.categories.map(({ category }) => category)).toEqual([0, 1, 2]);
  expect(told!.source).toBe("outfits");
  expect(told!.next.lower).toBeLessThan(0.55);
  expect(new Set(neighbours.map(({ product }) => pairs.family[product])).size).toBe(3);
  for (const { product, live, next } of neighbours) {
    expect(live).not.toEqual(next);
    // Its own other colours are no neighbours.
    expect([...live, ...next].some((other) => pairs.group[other] === pairs.group[product])).toBe(false);
  }
});

it("a house with nothing to compare by is told so, in sentences", async () => {
  const bare = { ...pairs, family: new Int32Array(n).fill(-1), holdout: new Uint8Array(n) };
  const found = await compareEncoders(
    tf,
    bare,
    { ...blind(), ...bare, embedding: blind().embedding, encoder: blind().encoder },
    options,
    ignore,
  );
  expect(found).toMatchObject({ probe: null, pairs: null, nearest: null, neighbours: [] });
  expect(found.notes).toHaveLength(2);
});
