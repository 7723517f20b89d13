import { describe, expect, it } from "vitest";
import { answerOf, titleWords, wordsOf } from "@/lib/flags/catalogue-rules/rules";
import { NewRule } from "@/lib/flags/catalogue-rules/schema";

const flag = (givenCategoryId: number, proposedCategoryId: number) => ({ givenCategoryId, proposedCategoryId });

describe("what a rule answers to a flag", () => {
  const belongs = { says: "belongs", categoryId: 2 } as const;
  const never = { says: "never", categoryId: 2 } as const;

  it("takes, keeps or corrects where it says what a product is", () => {
    expect(answerOf(belongs, flag(1, 2))).toEqual({ verdict: "take", chosenCategoryId: null });
    expect(answerOf(belongs, flag(2, 1))).toEqual({ verdict: "keep", chosenCategoryId: null });
    expect(answerOf(belongs, flag(1, 3))).toEqual({ verdict: "other", chosenCategoryId: 2 });
  });

  it("only rejects the proposal where it says what a product is not", () => {
    expect(answerOf(never, flag(1, 2))).toEqual({ verdict: "keep", chosenCategoryId: null });
    expect(answerOf(never, flag(2, 1))).toBeNull();
    expect(answerOf(never, flag(1, 3))).toBeNull();
  });
});

describe("conditions in words", () => {
  const words = {
    attributes: new Map([["fabric", "Fabric"]]),
    levels: ["Department"],
    categories: new Map([
      [1, "Trousers"],
      [2, "Leggings"],
    ]),
  };
  it("are what people would say", () => {
    expect(wordsOf({ about: "attribute", attribute: "fabric", values: ["jeans", "denim"] }, words)).toBe(
      "Fabric is jeans or denim",
    );
    expect(wordsOf({ about: "category", categoryIds: [1, 2, 9] }, words)).toBe(
      "filed under Trousers, Leggings or a category that is gone",
    );
    expect(wordsOf({ about: "level", level: 0, names: ["Men"] }, words)).toBe("Department is Men");
    expect(wordsOf({ about: "title", words: ["pyjama"] }, words)).toBe("title says pyjama");
  });

  it("of a title are its words, each once, without numbers and little ones", () => {
    expect(titleWords("Étoile wide-leg jean, Jean 501 in écru")).toEqual(["Étoile", "wide", "leg", "Jean", "écru"]);
  });
});

it("a rule needs a condition and a name", () => {
  const rule = { id: crypto.randomUUID(), name: "x", says: "belongs", mode: "fix", categoryId: 1 };
  expect(NewRule.safeParse({ ...rule, conditions: [] }).success).toBe(false);
  const conditions = [{ about: "title", words: ["pyjama"] }];
  expect(NewRule.safeParse({ ...rule, conditions, name: "  " }).success).toBe(false);
  expect(NewRule.safeParse({ ...rule, conditions }).success).toBe(true);
});
