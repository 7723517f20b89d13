import type { Condition, RuleSays } from "./schema";

export type FlagAnswer = { verdict: "keep" | "take" | "other"; chosenCategoryId: number | null };

/** What a rule answers to an open flag of a product that meets it; null where it leaves the question to people. */
export function answerOf(
  rule: { says: RuleSays; categoryId: number },
  flag: { givenCategoryId: number; proposedCategoryId: number },
): FlagAnswer | null {
  const { givenCategoryId: given, proposedCategoryId: proposed } = flag;
  if (rule.says === "never")
    return proposed === rule.categoryId && given !== proposed ? { verdict: "keep", chosenCategoryId: null } : null;
  if (given === rule.categoryId) return { verdict: "keep", chosenCategoryId: null };
  if (proposed === rule.categoryId) return { verdict: "take", chosenCategoryId: null };
  return { verdict: "other", chosenCategoryId: rule.categoryId };
}

export type CatalogueWords = {
  /** Labels of attributes by name, of levels by number, names of categories by id. */
  attributes: ReadonlyMap<string, string>;
  levels: readonly string[];
  categories: ReadonlyMap<number, string>;
};

/** "fabric is jeans", "title says pyjama": a condition as people say it. */
export function wordsOf(condition: Condition, { attributes, levels, categories }: CatalogueWords): string {
  switch (condition.about) {
    case "attribute":
      return `${attributes.get(condition.attribute) ?? condition.attribute} is ${orList(condition.values)}`;
    case "category":
      return `filed under ${orList(condition.categoryIds.map((id) => categories.get(id) ?? "a category that is gone"))}`;
    case "level":
      return `${levels[condition.level] ?? "level"} is ${orList(condition.names)}`;
    case "title":
      return `title says ${condition.words.join(" ")}`;
  }
}

const orList = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** The words of a title that a condition can be made of, as they stand in it, each once. */
export function titleWords(title: string, most = 6): string[] {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 3 && !/\d/.test(word));
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()].slice(0, most);
}
