import { z } from "zod";
import { CategoryId, ProductCard } from "../../catalogue/schema";
import { CategoryName } from "../schema";

const Words = z.array(z.string().trim().min(1).max(120)).min(1).max(20);

/** One thing that products of a rule have in common; of several values one is enough, of a title's words all count. */
export const Condition = z.discriminatedUnion("about", [
  z.object({ about: z.literal("attribute"), attribute: z.string().min(1), values: Words }),
  z.object({ about: z.literal("category"), categoryIds: z.array(CategoryId).min(1).max(20) }),
  /** A level of the taxonomy, from the root, 0; not the target's own. */
  z.object({ about: z.literal("level"), level: z.int().nonnegative().max(100), names: Words }),
  z.object({ about: z.literal("title"), words: Words }),
]);
export type Condition = z.infer<typeof Condition>;

/** belongs: whatever meets the conditions is filed under the category. never: what is filed there and meets them is
 *  flagged, with the proposal of the category network. */
export const RuleSays = z.enum(["belongs", "never"]);
export type RuleSays = z.infer<typeof RuleSays>;

export const RuleMode = z.enum(["flag", "fix"]);
export type RuleMode = z.infer<typeof RuleMode>;

export const mostConditions = 8;
const draft = {
  says: RuleSays,
  conditions: z.array(Condition).min(1, "Name at least one condition.").max(mostConditions),
  categoryId: CategoryId,
};
export const RuleDraft = z.object(draft);
export type RuleDraft = z.infer<typeof RuleDraft>;

/** id is made by the client: the same rule posted twice is one rule. mode: what it does with products that come in later. */
export const NewRule = z
  .object({ ...draft, id: z.uuid(), name: z.string().trim().min(1, "Give it a name.").max(200), mode: RuleMode })
  .refine((rule) => rule.says === "belongs" || rule.mode === "flag", {
    message: "What is never right can only be flagged: the rule does not say what is.",
    path: ["mode"],
  });
export type NewRule = z.infer<typeof NewRule>;

/** CatalogueRule.conditions. */
export const StoredConditions = z.object({ says: RuleSays, all: z.array(Condition).min(1) });

export const PreviewRequest = RuleDraft.extend({
  /** The last product of the page before; absent for the first page. */
  after: z.string().optional(),
  limit: z.int().min(1).max(100).default(24),
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** A product that the rule leaves alone, because a person's standing answer says something else. */
export const Contradiction = z.object({
  product: ProductCard,
  says: CategoryName,
  by: z.string(),
  at: z.iso.datetime(),
});
export type Contradiction = z.infer<typeof Contradiction>;
export const listedContradictions = 50;

export const RuleCounts = z.object({
  /** Products on sale that meet every condition. */
  meets: z.int(),
  /** Of those: filed as the rule says already. */
  right: z.int(),
  /** Of those: filed anew (belongs), or flagged (never). */
  changes: z.int(),
  /** Open flags that it settles, on any of them. */
  flags: z.int(),
  contradicted: z.int(),
});
export type RuleCounts = z.infer<typeof RuleCounts>;
export const RulePreview = RuleCounts.extend({
  products: z.array(ProductCard),
  /** What to ask the next page after; null on the last one. */
  next: z.string().nullable(),
  contradictions: z.array(Contradiction),
});
export type RulePreview = z.infer<typeof RulePreview>;

/** A condition that the flagged product meets, with what the catalogue says of those that meet it. Shares are 0..1. */
export type ProposedCondition = {
  condition: Condition;
  words: string;
  products: number;
  /** Share of them that is filed under the proposed category, or flagged for it as this one is. */
  precision: number;
  /** How many times as often as among all products. */
  lift: number;
  /** Share of the group that meets it. */
  coverage: number;
  isProposed: boolean;
};
export type RuleProposals = {
  given: CategoryName;
  proposed: CategoryName;
  /** Flags with the same given and proposed category, this one among them. */
  group: number;
  conditions: ProposedCondition[];
};

/** What a rule did when it was made. */
export const MadeRule = z.object({
  id: z.uuid(),
  name: z.string(),
  changed: z.int(),
  flags: z.int(),
  contradicted: z.int(),
});
export type MadeRule = z.infer<typeof MadeRule>;

export const RuleCard = z.object({
  id: z.uuid(),
  name: z.string(),
  says: RuleSays,
  conditions: z.array(z.string()),
  category: CategoryName,
  mode: RuleMode,
  by: z.string(),
  at: z.iso.datetime(),
  undone: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  /** Products that it has filed anew so far, later imports among them, and what still stands of that. */
  fixed: z.int(),
  standing: z.int(),
  /** Flags that it has settled. */
  flags: z.int(),
  isOwn: z.boolean(),
});
export type RuleCard = z.infer<typeof RuleCard>;

/** A product that a rule has filed anew; isStanding: it still is. */
export type RuleChange = { product: ProductCard; before: string | null; isStanding: boolean };
export type RuleChanges = { changes: RuleChange[]; next: string | null };
