import { productCards } from "../catalogue/data";
import type { ProductCard } from "../catalogue/schema";
import { db } from "../db";
import { type FlagCard, StoredEvidence, sameModelShown } from "./schema";
import { othersOfModel } from "./sql";

/** Flags with the evidence that screens show, by id. Throws when one is not there. */
export async function flagCards(flagIds: readonly string[]): Promise<Map<string, FlagCard>> {
  if (flagIds.length === 0) return new Map();
  const named = { select: { id: true, name: true } } as const;
  const flags = await db().flag.findMany({
    where: { id: { in: [...flagIds] }, kind: "category" },
    include: { givenCategory: named, proposedCategory: named },
  });
  const evidences = new Map(flags.map((flag) => [flag.id, StoredEvidence.parse(flag.evidence)]));
  const siblings = await othersOfModel(
    flags.map((flag) => flag.productId),
    sameModelShown,
  );
  const stored = [...evidences.values()];
  const [cards, categories] = await Promise.all([
    productCards([
      ...flags.map((flag) => flag.productId),
      ...stored.flatMap((evidence) => evidence.neighbours.map((neighbour) => neighbour.productId)),
      ...[...siblings.values()].flat(),
    ]),
    categoryNames(stored.flatMap((evidence) => evidence.top.map((row) => row.categoryId))),
  ]);
  const present = (ids: readonly string[]) => ids.flatMap((id) => cards.get(id) ?? []);
  const cardOf = (flag: (typeof flags)[number]): FlagCard => {
    const evidence = evidences.get(flag.id)!;
    return {
      flagId: flag.id,
      product: required(cards, flag.productId),
      given: categoryOf(flag.givenCategory, flag.id),
      proposed: categoryOf(flag.proposedCategory, flag.id),
      proposedProbability: flag.proposedProbability,
      evidence: {
        reasons: evidence.reasons,
        // Evidence is a note of what the model saw: a product or category that has gone since is left out.
        neighbours: evidence.neighbours.flatMap(({ productId, cosine }) =>
          present([productId]).map((product) => ({ product, cosine })),
        ),
        top: evidence.top.flatMap(({ categoryId, probability }) => {
          const category = categories.get(categoryId);
          return category ? [{ category, probability }] : [];
        }),
        sameModel: present(siblings.get(flag.productId) ?? []),
      },
    };
  };
  return new Map(flags.map((flag) => [flag.id, cardOf(flag)]));
}

async function categoryNames(ids: readonly number[]): Promise<Map<number, { id: number; name: string }>> {
  const rows = await db().category.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function categoryOf<T>(category: T | null, flagId: string): T {
  if (!category) throw new Error(`flag ${flagId} is about a category and names none`);
  return category;
}

function required(cards: Map<string, ProductCard>, id: string): ProductCard {
  const card = cards.get(id);
  if (!card) throw new Error(`product ${id} has a flag but no card`);
  return card;
}
