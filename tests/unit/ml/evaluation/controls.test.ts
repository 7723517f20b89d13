import { describe, expect, it } from "vitest";
import { controlsOf, pairRateOf } from "@/ml/evaluation/controls";
import { plantedHouse } from "../planted-house";

describe("the rate of two values", () => {
  const value = Int32Array.of(0, 1, 2, -1);

  it("is above one for values that meet more often than chance, below for others", () => {
    const rate = pairRateOf(
      value,
      Int32Array.from(Array.from({ length: 40 }, (_, p) => (p % 2 ? [0, 1] : [2, 2])).flat()),
    );
    expect(rate(0, 1)).toBeGreaterThan(1.5);
    expect(rate(1, 0)).toBe(rate(0, 1));
    expect(rate(0, 2)).toBeLessThan(0.3);
    // 20 of 40 pairs, where chance would have 40 · (1/2)² = 10.
    expect(rate(2, 2)).toBeCloseTo(21 / 11, 12);
  });

  it("is even where a value is unknown or nothing was counted", () => {
    expect(pairRateOf(value, Int32Array.of(0, 1))(0, 3)).toBe(1);
    expect(pairRateOf(value, new Int32Array(0))(0, 1)).toBe(1);
  });
});

describe("controls by attribute", () => {
  const { pairs: house, tone } = plantedHouse(5, 300);
  const withColumn = (name: string, codeOf: (i: number) => number) => ({
    ...house,
    columns: [...house.columns, { name, values: ["", "a", "b", "c", "d"] }],
    attributes: Int32Array.from({ length: 3 * 300 }, (_, at) =>
      at % 3 < 2 ? house.attributes[2 * Math.floor(at / 3) + (at % 3)] : codeOf(Math.floor(at / 3)),
    ),
  });

  it("find the column whose pairs tell what is worn together", () => {
    const { attributePairs, colourPairs } = controlsOf(withColumn("tone", (i) => tone[i] + 1));
    expect(colourPairs).toBeUndefined();
    // warm with cold is the house's rule, warm with warm is not (see planted-house).
    const of = (wanted: number) => tone.indexOf(wanted);
    const [fits, clashes] = attributePairs!(Int32Array.of(of(0), of(1), of(0), tone.lastIndexOf(0)));
    expect(fits).toBeGreaterThan(1.2);
    expect(clashes).toBeLessThan(0.5);
  });

  it("never take a level of the taxonomy for the attribute that tells most: category pairs are a control already", () => {
    const { attributePairs } = controlsOf(withColumn("taxonomy.1", (i) => tone[i] + 1));
    const asAttribute = controlsOf(withColumn("tone", (i) => tone[i] + 1)).attributePairs!;
    const ends = Int32Array.of(tone.indexOf(0), tone.indexOf(1), tone.indexOf(0), tone.lastIndexOf(0));
    expect(attributePairs?.(ends)).not.toEqual(asAttribute(ends));
  });

  it("have the colour by its name, in either spelling", () => {
    for (const name of ["colour", "Color"]) {
      const { colourPairs } = controlsOf(withColumn(name, (i) => tone[i] + 1));
      expect(colourPairs!(Int32Array.of(tone.indexOf(0), tone.indexOf(1)))[0]).toBeGreaterThan(1.2);
    }
  });

  it("are absent where the catalogue has no column", () => {
    const none = controlsOf({ ...house, columns: [], attributes: new Int32Array(0) });
    expect(Object.keys(none).sort()).toEqual(["categoryPairs", "cosine", "popularity", "sameSeason"]);
  });

  it("do not read the outfits of holdout products", () => {
    const dataset = withColumn("colour", (i) => tone[i] + 1);
    const visible = house.positives.filter((_, at) =>
      [at & ~1, at | 1].every((end) => house.holdout[house.positives[end]] === 0),
    );
    const ends = Int32Array.of(1, 2, 3, 4, 0, 9);
    const [all, seen] = [controlsOf(dataset), controlsOf({ ...dataset, positives: visible })];
    for (const name of ["categoryPairs", "colourPairs", "attributePairs"] as const)
      expect(all[name]!(ends)).toEqual(seen[name]!(ends));
  });
});
