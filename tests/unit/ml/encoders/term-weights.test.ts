import { expect, it } from "vitest";
import { embedByTerms, fitTermWeights } from "@/ml/encoders/term-weights";
import { rowOf } from "@/ml/runtime/matrix";

const catalogue = [
  "A wool coat with wide lapels",
  "A wool coat with a belt",
  "A cotton shirt with a collar",
  "A linen shirt with pleats",
  "A long dress with pleats",
  null,
  ...Array.from({ length: 40 }, (_, i) => `A garment with number ${i}`),
];
const weights = fitTermWeights(catalogue);
const cosine = (a: string, b: string, by = weights) => {
  const both = embedByTerms([a, b], by);
  return rowOf(both, 0).reduce((sum, value, j) => sum + value * rowOf(both, 1)[j], 0);
};

it("what is rare in the catalogue weighs more than what every text says", () => {
  const rare = cosine("a shirt with pleats", "pleats on a dress");
  expect(rare).toBeGreaterThan(cosine("a shirt with pleats", "a coat with lapels") + 0.1);
  // Without the catalogue's counts "with" is worth as much as "pleats".
  expect(rare).toBeGreaterThan(
    cosine("a shirt with pleats", "pleats on a dress", fitTermWeights(["pleats", "pleats"])),
  );
});

it("endings, compounds and typing errors keep texts near each other", () => {
  for (const [one, other] of [
    ["pleated", "pleats"],
    ["Wollmantel", "Mantel"],
    ["lapel", "lappel"],
    ["крупная вязка", "крупной вязки"],
  ] as const) {
    expect(cosine(one, other), one).toBeGreaterThan(0.15);
    expect(cosine(one, "zip"), one).toBeLessThan(0.15);
  }
});

it("scripts without spaces, and vowels that are signs of their own, are read", () => {
  expect(cosine("羊毛大衣", "羊毛外套")).toBeGreaterThan(cosine("羊毛大衣", "皮鞋") + 0.05);
  expect(cosine("ऊनी कोट", "ऊनी कोट लंबा")).toBeGreaterThan(0.5);
  expect(cosine("Crêpe, SATIN", "crepe satin")).toBeCloseTo(1, 5);
});

it("other texts are another encoder; no text is a row of zeros, the others have unit length", () => {
  expect(fitTermWeights(catalogue).version).toBe(weights.version);
  expect(fitTermWeights([...catalogue, "A new one"]).version).not.toBe(weights.version);
  expect(weights.documents).toBe(45);
  const found = embedByTerms(["", null, "silk"], weights);
  expect([0, 1, 2].map((i) => Math.round(1e6 * Math.hypot(...rowOf(found, i))) / 1e6)).toEqual([0, 0, 1]);
});
