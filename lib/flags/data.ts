import { z } from "zod";
import type { Prisma } from "@/prisma/generated/client";
import { catalogueColumns, productCards } from "../catalogue/data";
import type { ProductCard } from "../catalogue/schema";
import { db } from "../db";
import { isAskedBlind } from "./rules";
import {
  type CategoryName,
  type FlagCard,
  type FlagEvidence,
  PhotoFault,
  StoredEvidence,
  sameModelShown,
} from "./schema";
import { openlyAudited, othersOfModel } from "./sql";

/** Products that wait for a random look. */
export const auditedProducts = (): Promise<string[]> => openlyAudited();

const named = { select: { id: true, name: true } } as const;
const flagFields = {
  givenCategory: named,
  proposedCategory: named,
  reportedBy: { select: { note: true, createdAt: true } },
  tasks: { where: { slice: "uniform", withdrawnAt: null }, select: { id: true } },
} as const satisfies Prisma.FlagInclude;
type FlagRow = Prisma.FlagGetPayload<{ include: typeof flagFields }>;

/** Flags with the evidence that screens show, by id. Throws when a flag's own product is not there. Of a look that is
 *  asked blind only what does not tell the models' opinion. */
export async function flagCards(flagIds: readonly string[]): Promise<Map<string, FlagCard>> {
  if (flagIds.length === 0) return new Map();
  const flags = await db().flag.findMany({ where: { id: { in: [...flagIds] } }, include: flagFields });
  const world = await readWorld(flags);
  return new Map(flags.map((flag) => [flag.id, cardOf(flag, world)]));
}

type World = {
  evidences: Map<string, StoredEvidence>;
  siblings: Map<string, string[]>;
  cards: Map<string, ProductCard>;
  categories: Map<number, CategoryName>;
  labels: Map<string, string>;
};

async function readWorld(flags: FlagRow[]): Promise<World> {
  const evidences = new Map(flags.map((flag) => [flag.id, StoredEvidence.parse(flag.evidence)]));
  const siblings = await othersOfModel(
    flags.map((flag) => flag.productId),
    sameModelShown,
  );
  const stored = [...evidences.values()];
  const [cards, categories, columns] = await Promise.all([
    productCards([
      ...flags.flatMap((flag) => [flag.productId, flag.otherProductId ?? []].flat()),
      ...stored.flatMap((evidence) => [
        ...evidence.neighbours.map((neighbour) => neighbour.productId),
        ...evidence.givenExamples,
        ...evidence.proposedExamples,
        ...evidence.others,
      ]),
      ...[...siblings.values()].flat(),
    ]),
    categoryNames(stored.flatMap((evidence) => evidence.top.map((row) => row.categoryId))),
    catalogueColumns(),
  ]);
  return { evidences, siblings, cards, categories, labels: new Map(columns.attributes.map((a) => [a.name, a.label])) };
}

function cardOf(flag: FlagRow, world: World): FlagCard {
  const stored = world.evidences.get(flag.id)!;
  const evidence = evidenceOf(flag, stored, world);
  const common = { flagId: flag.id, product: required(world.cards, flag.productId), evidence };
  const { givenProbability, proposedProbability } = flag;
  // Evidence is a note of what the model saw: a product that has gone since is left out.
  const present = (ids: readonly string[]) => ids.flatMap((id) => world.cards.get(id) ?? []);
  switch (flag.kind) {
    case "category": {
      const given = categoryOf(flag.givenCategory, flag.id);
      const isBlind = flag.tasks.length > 0 || (flag.modelVersionId !== null && isAskedBlind(flag.id));
      if (isBlind) return { ...common, kind: "blind", given, evidence: withoutOpinion(evidence) };
      const proposed = categoryOf(flag.proposedCategory, flag.id);
      return { ...common, kind: "category", given, proposed, givenProbability, proposedProbability };
    }
    case "attribute": {
      const attribute = { name: flag.attribute, label: world.labels.get(flag.attribute) ?? flag.attribute };
      const [given, proposed] = [Values.parse(flag.givenValues), Values.parse(flag.proposedValues)];
      return { ...common, kind: "attribute", attribute, given, proposed, givenProbability, proposedProbability };
    }
    case "photo":
      return { ...common, kind: "photo", fault: PhotoFault.parse(stored.fault), others: present(stored.others) };
    case "duplicate":
      return { ...common, kind: "duplicate", other: required(world.cards, flag.otherProductId ?? "") };
    case "report":
      return {
        ...common,
        kind: "report",
        other: present([flag.otherProductId ?? ""])[0] ?? null,
        note: flag.reportedBy?.note ?? null,
        reportedAt: (flag.reportedBy?.createdAt ?? flag.createdAt).toISOString(),
      };
  }
}

const Values = z
  .array(z.string())
  .nullable()
  .transform((values) => values ?? []);

function evidenceOf(flag: FlagRow, stored: StoredEvidence, { cards, categories, siblings }: World): FlagEvidence {
  const present = (ids: readonly string[]) => ids.flatMap((id) => cards.get(id) ?? []);
  return {
    reasons: stored.reasons,
    neighbours: stored.neighbours.flatMap(({ productId, cosine }) =>
      present([productId]).map((product) => ({ product, cosine })),
    ),
    top: stored.top.flatMap(({ categoryId, probability }) => {
      const category = categories.get(categoryId);
      return category ? [{ category, probability }] : [];
    }),
    sameModel: present(siblings.get(flag.productId) ?? []),
    givenExamples: present(stored.givenExamples),
    proposedExamples: present(stored.proposedExamples),
  };
}

/** A look at the garment and at what is typical of its shelf: nothing that says which way the models lean. */
const withoutOpinion = ({ givenExamples }: FlagEvidence): FlagEvidence => ({
  reasons: [],
  neighbours: [],
  top: [],
  sameModel: [],
  givenExamples,
  proposedExamples: [],
});

async function categoryNames(ids: readonly number[]): Promise<Map<number, CategoryName>> {
  const rows = await db().category.findMany({ where: { id: { in: [...new Set(ids)] } }, ...named });
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
