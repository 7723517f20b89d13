import { catalogueColumns, productCards } from "../../catalogue/data";
import type { ProductCard } from "../../catalogue/schema";
import { db } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Allowed } from "../../users/allow";
import { isTarget, resolve, standingRules } from "./internal";
import { proposeConditions } from "./propose-conditions";
import { type CatalogueWords, titleWords, wordsOf } from "./rules";
import {
  type Condition,
  listedContradictions,
  type PreviewRequest,
  type RuleCard,
  type RuleChanges,
  type RulePreview,
  type RuleProposals,
  StoredConditions,
} from "./schema";
import { type Asked, changedPage, contradictedRows, countJudged, patternCounts, wronglyFiled } from "./sql";
import { type RuleTotals, ruleProducts, ruleTotals } from "./totals/sql";

/** Everything that a rule would do, before it is made: counts, the products that it would change page by page, and on the
 *  first page those whose reviewer says otherwise. Changes nothing. "invalid": the category holds no products. */
export async function previewRule(
  _by: Allowed<"judge-flags">,
  { says, categoryId, conditions, after, limit }: PreviewRequest,
): Promise<Result<RulePreview, "invalid">> {
  if (!(await isTarget(categoryId)))
    return fail("invalid", "Choose one of the categories that products are filed under.");
  const asked: Asked = { says, categoryId, conditions: await resolve(conditions) };
  const [counts, page, against] = await Promise.all([
    countJudged(asked),
    changedPage(asked, after, limit),
    after === undefined ? contradictedRows(asked, listedContradictions) : [],
  ]);
  const [cards, names] = await Promise.all([
    productCards([...page, ...against.map(({ id }) => id)]),
    categoryNames(against.map(({ says }) => says)),
  ]);
  return ok({
    ...counts,
    products: inOrder(cards, page),
    next: page.length === limit ? page.at(-1)! : null,
    contradictions: against.map(({ id, says, by, at }) => ({
      product: cards.get(id)!,
      says: { id: says, name: names.get(says) ?? "a category that is gone" },
      by,
      at: at.toISOString(),
    })),
  });
}

/** What a flagged product and the flags like it have in common and the rest of the catalogue has not, as conditions of a
 *  rule. "not-found": no such flag about a category. */
export async function ruleProposals(
  _by: Allowed<"judge-flags">,
  { flagId }: { flagId: string },
): Promise<Result<RuleProposals, "not-found">> {
  const flag = await db().flag.findFirst({
    where: { id: flagId, kind: "category" },
    include: { givenCategory: true, proposedCategory: true, product: true },
  });
  if (!flag?.givenCategory || !flag.proposedCategory) return fail("not-found");
  const { givenCategory: given, proposedCategory: proposed, product } = flag;
  const [card, words] = await Promise.all([productCards([product.id]), catalogueWords()]);
  const conditions = await conditionsOf(card.get(product.id)!, product, given.id);
  const asked = await Promise.all(conditions.map(async (one) => (await resolve([one]))[0]!));
  const patterns = await patternCounts(asked, given.id, proposed.id);
  const { worth, chosen } = proposeConditions(patterns, conditions.length);
  const named = ({ id, name }: { id: number; name: string }) => ({ id, name });
  return ok({
    given: named(given),
    proposed: named(proposed),
    group: patterns.reduce((sum, { group }) => sum + group, 0),
    conditions: conditions
      .map((condition, i) => ({
        condition,
        words: wordsOf(condition, words),
        ...worth[i]!,
        isProposed: chosen.includes(i),
      }))
      .sort(
        (a, b) => Number(b.isProposed) - Number(a.isProposed) || b.precision - a.precision || b.products - a.products,
      ),
  });
}

const mostValues = 12;

/** Every condition that this product meets: its values, what it is filed under, its place in the taxonomy, its title. */
async function conditionsOf(
  card: ProductCard,
  product: { sourceSubcategories: unknown; correctedCategoryId: number | null },
  givenId: number,
): Promise<Condition[]> {
  const values = card.attributes.flatMap(({ name, values }) => values.map((value) => ({ name, value })));
  const below = product.correctedCategoryId === null ? (product.sourceSubcategories as Record<string, string>) : {};
  return [
    ...values
      .slice(0, mostValues)
      .map(({ name, value }): Condition => ({ about: "attribute", attribute: name, values: [value] })),
    ...Object.entries(below).map(
      ([level, name]): Condition => ({ about: "level", level: Number(level), names: [name] }),
    ),
    ...(await levelsAbove(givenId)),
    { about: "category", categoryIds: [givenId] },
    ...titleWords(card.title).map((word): Condition => ({ about: "title", words: [word] })),
  ];
}

async function levelsAbove(categoryId: number): Promise<Condition[]> {
  const nodes = new Map((await db().category.findMany()).map((node) => [node.id, node]));
  const found: Condition[] = [];
  for (let node = nodes.get(nodes.get(categoryId)?.parentId ?? -1); node; node = nodes.get(node.parentId ?? -1)) {
    found.push({ about: "level", level: node.level, names: [node.name] });
  }
  return found;
}

/** Every rule, newest first, with what it has done. */
export async function listRules(by: Allowed<"judge-flags">): Promise<RuleCard[]> {
  const person = { select: { name: true } } as const;
  const [rows, totals, words] = await Promise.all([
    db().catalogueRule.findMany({
      include: { createdBy: person, undoneBy: person, thenCategory: { select: { id: true, name: true } } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
    ruleTotals(),
    catalogueWords(),
  ]);
  const none: RuleTotals = { fixed: 0, standing: 0, flags: 0 };
  return rows.map((row) => {
    const { says, all } = StoredConditions.parse(row.conditions);
    return {
      id: row.id,
      name: row.name,
      says,
      conditions: all.map((condition) => wordsOf(condition, words)),
      category: row.thenCategory,
      mode: row.mode,
      by: row.createdBy.name,
      at: row.createdAt.toISOString(),
      undone: row.undoneAt && { at: row.undoneAt.toISOString(), by: row.undoneBy?.name ?? "someone" },
      ...(totals.get(row.id) ?? none),
      isOwn: row.createdById === by.userId,
    };
  });
}

/** Products that a rule has filed anew or whose flag it has settled, by id after `after`. */
export async function ruleChanges(
  _by: Allowed<"judge-flags">,
  { ruleId, after, limit }: { ruleId: string; after?: string; limit: number },
): Promise<RuleChanges> {
  const rows = await ruleProducts(ruleId, after, limit);
  const cards = await productCards(rows.map(({ id }) => id));
  return {
    changes: rows.flatMap(({ id, before, isStanding }) => {
      const product = cards.get(id);
      return product ? [{ product, before, isStanding }] : [];
    }),
    next: rows.length === limit ? rows.at(-1)!.id : null,
  };
}

/** Products that a standing rule says are never what they are filed as, with that rule, the newest first; those whose
 *  reviewer says they are right are not among them. */
export async function neverRight(): Promise<Map<string, { ruleId: string; name: string }>> {
  const found = new Map<string, { ruleId: string; name: string }>();
  for (const rule of await standingRules()) {
    if (rule.says !== "never") continue;
    for (const id of await wronglyFiled(rule))
      if (!found.has(id)) found.set(id, { ruleId: rule.ruleId, name: rule.name });
  }
  return found;
}

async function catalogueWords(): Promise<CatalogueWords> {
  const [columns, categories] = await Promise.all([
    catalogueColumns(),
    db().category.findMany({ select: { id: true, name: true } }),
  ]);
  return {
    attributes: new Map(columns.attributes.map(({ name, label }) => [name, label])),
    levels: columns.taxonomy.map(({ label }) => label),
    categories: new Map(categories.map(({ id, name }) => [id, name])),
  };
}

async function categoryNames(ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db().category.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const inOrder = (cards: Map<string, ProductCard>, ids: readonly string[]): ProductCard[] =>
  ids.flatMap((id) => cards.get(id) ?? []);
