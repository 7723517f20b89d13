"use client";
import { useMemo, useState } from "react";
import { v4 as uuid } from "uuid";
import type { CategoryNode } from "@/lib/catalogue/schema";
import type {
  Condition,
  NewRule,
  ProposedCondition,
  RuleMode,
  RuleProposals,
  RuleSays,
} from "@/lib/flags/catalogue-rules/schema";

/** What someone is about to make a rule of, beginning with what the catalogue proposes. */
export function useRuleDraft({ given, proposed, conditions }: RuleProposals, categories: CategoryNode[]) {
  const [chosen, setChosen] = useState(() => conditions.map(({ isProposed }) => isProposed));
  const [title, setTitle] = useState("");
  const [says, setSays] = useState<RuleSays>("belongs");
  const [categoryOf, setCategoryOf] = useState<Record<RuleSays, number>>({ belongs: proposed.id, never: given.id });
  const [wishedMode, setMode] = useState<RuleMode>("fix");
  const [ownName, setName] = useState<string | null>(null);

  const categoryId = categoryOf[says];
  const picked = conditions.filter((_, i) => chosen[i]);
  const words = title.trim().split(/\s+/).filter(Boolean);
  const all: Condition[] = [
    ...picked.map(({ condition }) => condition),
    ...(words.length > 0 ? [{ about: "title" as const, words }] : []),
  ];
  const category = categories.find(({ id }) => id === categoryId)?.name ?? "";
  const name = ownName ?? nameOf(picked, words, says, category);
  // What is never right can only be flagged: the rule does not say what is.
  const mode: RuleMode = says === "never" ? "flag" : wishedMode;
  const draft = { says, categoryId, conditions: all };
  // A draft posted twice is one rule; another draft is another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id belongs to what the draft says.
  const id = useMemo(() => uuid(), [JSON.stringify([draft, name, mode])]);
  const rule: NewRule = { ...draft, id, name: name.slice(0, 200), mode };
  return {
    rule,
    chosen,
    title,
    toggle: (index: number) => setChosen((old) => old.map((one, i) => (i === index ? !one : one))),
    setTitle,
    setSays,
    setCategory: (next: number) => setCategoryOf((old) => ({ ...old, [says]: next })),
    setMode,
    setName,
  };
}

export type RuleDraftState = ReturnType<typeof useRuleDraft>;

function nameOf(picked: ProposedCondition[], words: string[], says: RuleSays, category: string): string {
  const conditions = [
    ...picked.map(({ words }) => words),
    ...(words.length > 0 ? [`title says ${words.join(" ")}`] : []),
  ];
  if (conditions.length === 0) return "";
  const sentence = `${conditions.join(" and ")}: ${says === "belongs" ? "belongs in" : "never"} ${category}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
