import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { freezeSnapshot, readSnapshot } from "@/lib/training/snapshot/freeze-snapshot";
import { decodeCategoryDataset, decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import type { Prisma } from "@/prisma/generated/client";
import { makeFlag, makePair, makeTask, makeUser } from "../../support/factories";
import { makeTinyHouse, type TinyHouse } from "../../support/tiny-house";

let house: TinyHouse;
let holdout: string[];
let trained: string[];

beforeAll(async () => {
  house = await makeTinyHouse();
  const rows = await db().product.findMany({ select: { id: true, isHoldout: true }, orderBy: { id: "asc" } });
  holdout = rows.filter((row) => row.isHoldout).map((row) => row.id);
  trained = rows.filter((row) => !row.isHoldout).map((row) => row.id);
});

type LabelData = Partial<Prisma.LabelUncheckedCreateInput>;

async function judge(pairId: string, verdict: "fits" | "clashes" | "unsure" | "notChosen", data: LabelData = {}) {
  const task =
    (await db().task.findFirst({ where: { pairId } })) ?? (await makeTask({ pairId, slice: data.slice ?? "ranked" }));
  await db().label.create({
    data: {
      id: crypto.randomUUID(),
      head: "compatibility",
      taskId: task.id,
      subjectId: pairId,
      pairId,
      userId: (await makeUser()).id,
      occasion: 0,
      slot: 0,
      verdict,
      elapsedMs: 900,
      slice: "ranked",
      ...data,
    },
  });
}

const freeze = async () => decodeCompatibilityDataset((await freezeSnapshot("compatibility"))!.bytes);
const idsOf = (dataset: { productIds: string[] }, pairs: Int32Array) =>
  Array.from({ length: pairs.length / 2 }, (_, p) =>
    [dataset.productIds[pairs[2 * p]!], dataset.productIds[pairs[2 * p + 1]!]].sort().join(" "),
  );

it("the compatibility network reads the target level and those below it, the category network none", async () => {
  const levels = (columns: { name: string }[]) => columns.filter(({ name }) => name.startsWith("taxonomy."));
  const compatibility = await freeze();
  const category = decodeCategoryDataset((await freezeSnapshot("category"))!.bytes);
  const nodes = await db().category.findMany({ select: { level: true, isTarget: true } });
  const target = nodes.find(({ isTarget }) => isTarget)!.level;
  const below = new Set(nodes.map(({ level }) => level).filter((level) => level >= target));
  expect(levels(compatibility.columns).map(({ name }) => name)).toEqual(
    [...below].sort().map((level) => `taxonomy.${level}`),
  );
  expect(levels(category.columns)).toEqual([]);
  const names = new Set((await db().category.findMany({ select: { name: true } })).map(({ name }) => name));
  for (const { name, values } of category.columns)
    expect(
      values.filter((value) => names.has(value)),
      name,
    ).toEqual([]);
});

it("the sources of outfits are told apart", async () => {
  const { sources, positiveSource, positives } = await freeze();
  const named = new Set((await db().outfit.findMany({ select: { source: true } })).map(({ source }) => source));
  expect(new Set(sources?.map(({ name }) => name))).toEqual(named);
  expect(positiveSource).toHaveLength(positives.length / 2);
});

it("every two garments of an outfit are a positive pair, once", async () => {
  const dataset = await freeze();
  const outfits = await db().outfit.findMany({ include: { items: true } });
  const expected = new Set(
    outfits.flatMap(({ items }) =>
      items.flatMap((a) => items.filter((b) => a.productId < b.productId).map((b) => `${a.productId} ${b.productId}`)),
    ),
  );
  const found = idsOf(dataset, dataset.positives);
  expect(new Set(found)).toEqual(expected);
  expect(found).toHaveLength(expected.size);
});

it("equal data are frozen once, and one more answer makes another snapshot", async () => {
  const first = (await freezeSnapshot("compatibility"))!;
  expect((await freezeSnapshot("compatibility"))!.snapshotId).toBe(first.snapshotId);
  await judge((await makePair({ productAId: trained[0]!, productBId: trained[9]! })).id, "fits");
  expect((await freezeSnapshot("compatibility"))!.snapshotId).not.toBe(first.snapshotId);
  expect(Buffer.from((await readSnapshot(first.snapshotId)).bytes).equals(Buffer.from(first.bytes))).toBe(true);
});

it("answers of one pair are averaged; undone and unsure ones are left out, late ones count", async () => {
  const pair = await makePair({ productAId: trained[1]!, productBId: trained[10]! });
  await judge(pair.id, "fits");
  await judge(pair.id, "clashes", { isLate: true });
  await judge(pair.id, "clashes", { supersededAt: new Date() });
  await judge(pair.id, "unsure");
  const dataset = await freeze();
  const at = idsOf(dataset, dataset.judged).indexOf([trained[1], trained[10]].sort().join(" "));
  expect(dataset.judgedY[at]).toBe(0.5);
  expect(dataset.judgedWeight[at]).toBe(2);
});

it("a pair with a holdout garment is for measuring alone, and only when it was drawn uniformly", async () => {
  const ranked = await makePair({ productAId: holdout[0]!, productBId: trained[3]!, isHoldout: true });
  const uniform = await makePair({ productAId: holdout[1]!, productBId: trained[3]!, isHoldout: true });
  await judge(ranked.id, "clashes");
  await judge(uniform.id, "clashes", { slice: "uniform" });
  const dataset = await freeze();
  expect(idsOf(dataset, dataset.holdoutJudged)).toEqual([[holdout[1], trained[3]].sort().join(" ")]);
  expect(idsOf(dataset, dataset.judged).join(" ")).not.toContain(holdout[0]);
});

it("a clash of season is told of the same garments in other colours, one of colour is not", async () => {
  const rows = await db().product.findMany({ where: { isHoldout: false }, orderBy: { id: "asc" } });
  const colourOf = (id: string) => rows.find((row) => row.groupId === groupOf(id) && row.id !== id)!.id;
  const groupOf = (id: string) => rows.find((row) => row.id === id)!.groupId;
  const inTwoColours = rows.filter((row) => rows.some((other) => other.groupId === row.groupId && other.id > row.id));
  const groups = [...new Map(inTwoColours.map((row) => [row.groupId, row.id])).values()].slice(-4) as string[];
  const [a, b, c, d] = groups as [string, string, string, string];
  const before = await freeze();
  await judge((await makePair({ productAId: a, productBId: b })).id, "clashes", { reason: "season" });
  await judge((await makePair({ productAId: c, productBId: d })).id, "clashes", { reason: "colour" });
  const after = await freeze();
  const fresh = idsOf(after, after.judged).filter((pair) => !idsOf(before, before.judged).includes(pair));
  const pair = (...ids: string[]) => ids.sort().join(" ");
  const worn = new Set(idsOf(after, after.positives));
  const told = [pair(a, colourOf(b)), pair(colourOf(a), b), pair(colourOf(a), colourOf(b))].filter((p) => !worn.has(p));
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(fresh)).toEqual(new Set([pair(a, b), pair(c, d), ...told]));
  const at = idsOf(after, after.judged).indexOf(told[0]!);
  expect(after.judgedY[at]).toBe(0);
  expect(after.judgedWeight[at]).toBeLessThan(1);
});

const judgedAt = async (a: string, b: string) => {
  const dataset = await freeze();
  const at = idsOf(dataset, dataset.judged).indexOf([a, b].sort().join(" "));
  return at < 0 ? null : { y: dataset.judgedY[at], weight: dataset.judgedWeight[at] };
};

it("where a disagreement was settled, the settled verdict is read alone; settled as not sure, nothing is", async () => {
  const [a, b] = [trained[20]!, trained[29]!];
  const pair = await makePair({ productAId: a, productBId: b });
  await judge(pair.id, "fits");
  await judge(pair.id, "clashes");
  expect(await judgedAt(a, b)).toEqual({ y: 0.5, weight: 2 });
  const byId = (await makeUser("manager")).id;
  const settled = await db().adjudication.create({ data: { pairId: pair.id, verdict: "clashes", byId } });
  expect(await judgedAt(a, b)).toEqual({ y: 0, weight: 2 });
  await db().adjudication.update({ where: { id: settled.id }, data: { verdict: "unsure" } });
  expect(await judgedAt(a, b)).toBeNull();
  await db().adjudication.update({ where: { id: settled.id }, data: { supersededAt: new Date() } });
  expect(await judgedAt(a, b)).toEqual({ y: 0.5, weight: 2 });
});

it("left out of a set is a negative of its own measured weight, which the counts name", async () => {
  const [a, b] = [trained[21]!, trained[30]!];
  const pair = await makePair({ productAId: a, productBId: b });
  await judge(pair.id, "notChosen");
  expect(await judgedAt(a, b)).toEqual({ y: 0, weight: expect.closeTo(0.3, 5) });
  const { snapshotId } = (await freezeSnapshot("compatibility"))!;
  const { counts } = await db().datasetSnapshot.findUniqueOrThrow({ where: { id: snapshotId } });
  expect(counts).toMatchObject({
    "labels: not chosen": 1,
    "weight of not chosen, %": 30,
    "not chosen and judged alone": 0,
  });
  await judge(pair.id, "clashes");
  // One overlap, and it clashes: (1 + 3) / (1 + 10) beside the one that was judged alone.
  expect(await judgedAt(a, b)).toEqual({ y: 0, weight: expect.closeTo(1 + 4 / 11, 5) });
});

it("one person's repeats count as one opinion", async () => {
  const [a, b] = [trained[22]!, trained[31]!];
  const pair = await makePair({ productAId: a, productBId: b });
  const userId = (await makeUser()).id;
  await judge(pair.id, "fits", { userId });
  await judge(pair.id, "clashes", { userId, occasion: 1, slice: "repeat" });
  expect(await judgedAt(a, b)).toEqual({ y: 0.5, weight: 1 });
});

it("a pair that is gold trains nothing, whatever was said of it before and though it is worn; retired, it does", async () => {
  const worn = await freeze();
  const [a, b] = idsOf(worn, worn.positives)
    // The first of those that the last test pairs with all others is left to it.
    .find((ids) => ids.split(" ").every((id) => trained.includes(id) && id !== trained[32]))!
    .split(" ") as [string, string];
  const pair = await makePair({ productAId: a, productBId: b });
  await judge(pair.id, "fits");
  expect(await judgedAt(a, b)).toEqual({ y: 1, weight: 1 });
  await db().goldPair.create({ data: { pairId: pair.id, verdict: "fits", explanation: "Agreed." } });
  expect(await judgedAt(a, b)).toBeNull();
  const without = await freeze();
  expect(idsOf(without, without.positives)).not.toContain(`${a} ${b}`);
  await db().goldPair.update({ where: { pairId: pair.id }, data: { retiredAt: new Date() } });
  expect(await judgedAt(a, b)).toEqual({ y: 1, weight: 1 });
});

it("an agreed answer kept for quality control trains nothing", async () => {
  const pair = await makePair({ productAId: trained[4]!, productBId: trained[13]! });
  await judge(pair.id, "clashes", { slice: "gold" });
  const dataset = await freeze();
  expect(idsOf(dataset, dataset.judged)).not.toContain([trained[4], trained[13]].sort().join(" "));
});

it("the category network sees attributes, no level of the taxonomy", async () => {
  const dataset = decodeCategoryDataset((await freezeSnapshot("category"))!.bytes);
  expect(dataset.columns.map((column) => column.name)).toEqual(["colour"]);
  expect(dataset.columns[0]!.values).toEqual(["", "blue", "red"]);
  expect(dataset.classes).toHaveLength(4);
  expect(dataset.embedding.columns).toBe(12);
  expect(dataset.embedding.data.some((value) => value !== 0)).toBe(true);
});

it("a category that a reviewer settled is marked as confirmed, while the answer stands", async () => {
  const productId = trained[5]!;
  const flag = await makeFlag({ productId });
  const task = await makeTask({ flagId: flag.id });
  const id = crypto.randomUUID();
  await db().label.create({
    data: {
      id,
      head: "category",
      taskId: task.id,
      subjectId: flag.id,
      flagId: flag.id,
      userId: (await makeUser("reviewer")).id,
      occasion: 0,
      slot: 0,
      verdict: "keep",
      elapsedMs: 700,
      slice: "ranked",
    },
  });
  const confirmed = async () => {
    const dataset = decodeCategoryDataset((await freezeSnapshot("category"))!.bytes);
    return dataset.productIds.filter((_, i) => dataset.confirmed[i] === 1);
  };
  expect(await confirmed()).toEqual([productId]);
  await db().label.update({ where: { id }, data: { supersededAt: new Date() } });
  expect(await confirmed()).toEqual([]);
});

it("a corrected category is the label that trains", async () => {
  const dressId = house.categoryIds.get("Dresses")!;
  await db().product.update({ where: { id: house.productIds[1]! }, data: { correctedCategoryId: dressId } });
  const dataset = decodeCategoryDataset((await freezeSnapshot("category"))!.bytes);
  const row = dataset.productIds.indexOf(house.productIds[1]!);
  expect(dataset.classes[dataset.label[row]!]).toContain("Dresses");
});

it("who disagrees with everyone weighs less, and the counts say by how much, without a name", async () => {
  const [ana, ben, eva] = [await makeUser(), await makeUser(), await makeUser()];
  const [a, ...others] = trained.slice(32) as [string, ...string[]];
  for (const [i, b] of others.slice(0, 30).entries()) {
    const pair = await makePair({ productAId: a, productBId: b });
    const verdict = i % 2 === 0 ? "fits" : "clashes";
    const other = i % 2 === 0 ? "clashes" : "fits";
    await judge(pair.id, verdict, { userId: ana.id });
    await judge(pair.id, verdict, { userId: ben.id });
    // Nearly as often right as by chance.
    await judge(pair.id, i % 3 === 0 ? other : verdict, { userId: eva.id });
  }
  const judged = await judgedAt(a, others[0]!);
  expect(judged!.y).toBeGreaterThan(0.7);
  const { snapshotId } = (await freezeSnapshot("compatibility"))!;
  const { counts } = await db().datasetSnapshot.findUniqueOrThrow({ where: { id: snapshotId } });
  const { "least weight of a person, %": least, "largest weight of a person, %": largest } = counts as Record<
    string,
    number
  >;
  expect(least).toBeLessThan(100);
  expect(largest).toBeGreaterThan(100);
  expect((counts as Record<string, number>)["people weighed by agreement"]).toBeGreaterThanOrEqual(3);
});
