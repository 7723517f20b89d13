import { expect, it } from "vitest";
import { DESCRIPTION_WIDTH, embedByHashedWords } from "@/ml/encoders/descriptions";
import { rowOf } from "@/ml/runtime/matrix";

const cosine = (texts: [string, string]) => {
  const both = embedByHashedWords(texts);
  return rowOf(both, 0).reduce((sum, value, j) => sum + value * rowOf(both, 1)[j], 0);
};

it("descriptions that share words are near, others are not", () => {
  const alike = cosine(["A wool coat with wide lapels", "Wide lapels on a long wool coat"]);
  const other = cosine(["A wool coat with wide lapels", "Swim shorts, quick to dry"]);
  expect(alike).toBeGreaterThan(other + 0.3);
});

it("case, accents and punctuation make no difference", () => {
  expect(cosine(["Crêpe, SATIN", "crepe satin"])).toBeCloseTo(1, 5);
});

it("a product without a text has a row of zeros; the others have unit length", () => {
  const found = embedByHashedWords([null, "", "  ! ", "silk", undefined]);
  expect([found.rows, found.columns]).toEqual([5, DESCRIPTION_WIDTH]);
  expect([0, 1, 2, 3, 4].map((i) => rowOf(found, i).some((value) => value !== 0))).toEqual([
    false,
    false,
    false,
    true,
    false,
  ]);
  expect(Math.hypot(...rowOf(found, 3))).toBeCloseTo(1, 6);
});
