import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { flagCards } from "@/lib/flags/data";
import { closeJobs } from "@/lib/jobs/boss";
import { champion } from "@/lib/models/data";
import { leaseFlags, leasePairs } from "@/lib/queue/lease";
import { scorePairs } from "@/lib/recommend/score-pairs";
import { doubtCatalogue } from "@/lib/training/rank/doubt-catalogue";
import { judgeCatalogue } from "@/lib/training/rank/judge-catalogue";
import { rankFlags } from "@/lib/training/rank/rank-flags";
import { rankPairs } from "@/lib/training/rank/rank-pairs";
import { openReading } from "@/lib/training/rank/read-by-champion";
import { perProduct } from "@/lib/training/rank/rules";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { asSystem } from "@/lib/users/allow";
import { eventually } from "../../support/eventually";
import { makeAllowed, makeEncoder, makeModelVersion, makePhoto, makeProduct } from "../../support/factories";
import { makeTinyHouse, type TinyHouse } from "../../support/tiny-house";

let house: TinyHouse;
beforeAll(async () => {
  house = await makeTinyHouse({ products: 160, outfits: 160 });
});
afterAll(closeJobs);

async function train(head: "compatibility" | "category", config: Record<string, unknown>) {
  const started = await startTraining(asSystem("commandLine", "test"), { head, seed: 3 });
  if (!started.ok) throw new Error(started.code);
  await trainRun(started.value.runId, { config });
}

const openPairs = () =>
  db().task.findMany({ where: { head: "compatibility", doneAt: null, withdrawnAt: null }, include: { pair: true } });

async function liveEntries(head: "compatibility" | "category") {
  const live = await db().liveRanking.findUniqueOrThrow({ where: { head }, include: { ranking: true } });
  const entries = await db().rankEntry.findMany({
    where: { rankingId: live.rankingId },
    orderBy: { rank: "asc" },
    include: { task: true },
  });
  return { ranking: live.ranking, entries };
}

it("before there is a model, pairs are laid out in random order, and a stylist can begin", async () => {
  expect(await rankPairs({ seed: 1 })).toMatchObject({ outcome: "live", version: null });
  const { ranking, entries } = await liveEntries("compatibility");
  expect(ranking).toMatchObject({ modelVersionId: null, policy: "random" });
  expect(entries.length).toBe((await openPairs()).length);
  expect(entries.every((entry) => entry.estimate === null)).toBe(true);
  const lease = await leasePairs(await makeAllowed("stylist", "judge-pairs"), {
    leaseToken: crypto.randomUUID(),
    count: 3,
  });
  expect(lease.tasks).toHaveLength(3);
  expect(lease.rankedBy).toMatchObject({ version: null });
});

it("no product waits in more pairs than the cap, and no outfit pair is asked", async () => {
  const counts = new Map<string, number>();
  for (const { pair } of await openPairs()) {
    for (const id of [pair!.productAId, pair!.productBId]) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(perProduct);
  const worn = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "Pair" p JOIN "OutfitItem" a ON a."productId" = p."productAId"
      JOIN "OutfitItem" b ON b."productId" = p."productBId" AND b."outfitId" = a."outfitId"`;
  expect(worn[0]!.n).toBe(0);
});

it("garments of the holdout come in the uniform share alone, with the chance of their draw", async () => {
  const tasks = await openPairs();
  const holdout = tasks.filter((task) => task.pair!.isHoldout);
  expect(holdout.length).toBeGreaterThan(0);
  expect(holdout.every((task) => task.slice === "uniform" && task.propensity! > 0 && task.propensity! <= 1)).toBe(true);
  expect(tasks.filter((task) => task.slice === "ranked").every((task) => task.propensity === null)).toBe(true);
});

it("ranking again adds nothing to a full pool, and keeps every open task in the queue", async () => {
  const before = (await openPairs()).length;
  await rankPairs({ seed: 2 });
  const { entries } = await liveEntries("compatibility");
  expect(new Set(entries.map((entry) => entry.taskId))).toEqual(new Set((await openPairs()).map((task) => task.id)));
  expect((await openPairs()).length).toBeGreaterThanOrEqual(before);
});

it("with a model, pairs stand where it doubts, one uniform pair at every eighth place", async () => {
  await train("compatibility", { members: 3, epochs: 4, fewestSteps: 80 });
  const before = (await openPairs()).length;
  expect(await rankPairs({ seed: 3 })).toMatchObject({ outcome: "live", version: 1 });
  const { ranking, entries } = await liveEntries("compatibility");
  expect(ranking).toMatchObject({ modelVersionId: (await champion("compatibility"))!.versionId });
  expect(ranking.policy).toMatch(/^mix\(.*random \d+\), ≤ 3 per item$/);
  const ranked = entries.filter((entry) => entry.task.slice === "ranked");
  const mean = (part: typeof entries) => part.reduce((sum, entry) => sum + entry.uncertainty!, 0) / part.length;
  const third = Math.floor(ranked.length / 3);
  expect(mean(ranked.slice(0, third))).toBeGreaterThan(mean(ranked.slice(-third)));
  // What was proposed a moment ago is scored with what was open before, each by its own two products.
  const ids = entries.map(({ taskId }) => taskId);
  const withPairs = await db().task.findMany({ where: { id: { in: ids } }, include: { pair: true } });
  const tasks = new Map(withPairs.map((task) => [task.id, task.pair!]));
  const asked = ids.map((id) => ({ a: tasks.get(id)!.productAId, b: tasks.get(id)!.productBId }));
  const said = await scorePairs(asked);
  if (!said.ok) throw new Error(said.code);
  for (const [i, { estimate }] of entries.entries()) expect(estimate).toBeCloseTo(said.value[i]!.score!, 3);
  expect(asked.length).toBeGreaterThan(before);
  const uniformEvery = 8;
  const front = entries.slice(0, 8 * uniformEvery);
  for (const [place, entry] of front.entries()) {
    expect(entry.task.slice === "uniform").toBe(place % uniformEvery === uniformEvery - 1);
  }
});

it("without a category version there are no flags, with one the misfiled products come first", async () => {
  expect(await rankFlags()).toMatchObject({ outcome: "nothing-embedded" });
  await train("category", { epochs: 30 });
  expect(await rankFlags({ seed: 1 })).toMatchObject({ outcome: "live", version: 1 });
  const flags = await db().flag.findMany({ where: { status: "open" }, orderBy: { score: "desc" } });
  const worst = flags.slice(0, house.misfiled.size).map((flag) => flag.productId);
  expect(new Set(worst)).toEqual(new Set(house.misfiled.keys()));
  const lease = await leaseFlags(await makeAllowed("reviewer", "judge-flags"), {
    leaseToken: crypto.randomUUID(),
    count: 30,
  });
  expect(lease.rankedBy).toMatchObject({ version: 1 });
  const suspect = lease.tasks.find((task) => task.kind === "category")!;
  expect(suspect.evidence.reasons.length).toBeGreaterThan(0);
  expect(suspect.evidence.neighbours.length).toBeGreaterThan(0);
  expect(suspect.evidence.proposedExamples.length).toBeGreaterThan(0);
});

it("random looks are drawn over the whole catalogue, keep the chance of their draw, and tell nothing", async () => {
  const { ranking, entries } = await liveEntries("category");
  expect(ranking.policy).toBe("expected-value");
  const drawn = entries.filter((entry) => entry.task.slice === "uniform");
  expect(drawn).toHaveLength(20);
  const flags = await db().flag.findMany({ where: { id: { in: drawn.map((entry) => entry.task.flagId!) } } });
  expect(flags.some((flag) => flag.isHoldout)).toBe(true);
  const ranked = entries.filter((entry) => entry.task.slice === "ranked");
  const suspects = await db().flag.findMany({ where: { id: { in: ranked.map((entry) => entry.task.flagId!) } } });
  expect(suspects.every((flag) => !flag.isHoldout)).toBe(true);
  expect(drawn.every((entry) => entry.task.propensity! > 0.1 && entry.task.propensity! < 0.2)).toBe(true);
  for (const card of (await flagCards(flags.map((flag) => flag.id))).values()) {
    expect(card.kind).toBe("blind");
    expect(Object.keys(card)).not.toContain("proposed");
    expect(card.evidence).toMatchObject({ reasons: [], neighbours: [], top: [], proposedExamples: [] });
  }
});

it("ranking again draws no further looks while those wait, and keeps their chance", async () => {
  const looks = () =>
    db().task.findMany({
      where: { head: "category", slice: "uniform", withdrawnAt: null },
      select: { id: true, propensity: true },
      orderBy: { id: "asc" },
    });
  const before = await looks();
  expect(await rankFlags({ seed: 9 })).toMatchObject({ outcome: "live" });
  expect(await looks()).toEqual(before);
});

async function reading() {
  const opened = await openReading();
  if (!opened.ok) throw new Error(opened.code);
  return opened.value;
}

it("every product is judged for the export, the holdout and the settled ones too", async () => {
  const { products } = await judgeCatalogue(await reading());
  expect(products).toHaveLength(160);
  expect(products.filter((product) => product.isHoldout).length).toBeGreaterThan(0);
});

it("a product that shares another's photo is doubted, unless it has left the catalogue", async () => {
  const { productId, sha256 } = await db().photo.findFirstOrThrow({ where: { sha256: { not: null } } });
  const twin = await makeProduct();
  await makePhoto(twin.id, { sha256 });
  const doubts = async () => {
    const found = await doubtCatalogue(await reading());
    return found.filter(
      ({ kind, productId, others }) => kind === "near-duplicate" && [productId, ...others].includes(twin.id),
    );
  };
  const [doubt] = await doubts();
  expect([doubt!.productId, ...doubt!.others].sort()).toEqual([productId, twin.id].sort());
  expect(doubt!.score).toBeGreaterThan(0.5);
  await db().product.update({ where: { id: twin.id }, data: { delistedAt: new Date() } });
  expect(await doubts()).toEqual([]);
  await db().photo.deleteMany({ where: { productId: twin.id } });
  await db().product.delete({ where: { id: twin.id } });
});

it("a ranking of a version that is no longer the champion is thrown away", async () => {
  const before = (await liveEntries("compatibility")).ranking.id;
  const encoderId = (await db().liveEncoder.findUniqueOrThrow({ where: { id: 1 } })).encoderId;
  const rival = await makeModelVersion("compatibility", { encoderId });
  const ranking = rankPairs({ seed: 5 });
  // Its folder is made once it has read who the champion is.
  await eventually(async () => expect(await readdir(join(env().TOILE_HOME, "runs"))).toHaveLength(1));
  await db().champion.update({ where: { head: "compatibility" }, data: { versionId: rival.id } });
  expect(await ranking).toEqual({ outcome: "overtaken" });
  expect((await liveEntries("compatibility")).ranking.id).toBe(before);
});

it("after a change of encoder the last ranking serves on until a network has learnt the new one", async () => {
  const before = (await liveEntries("compatibility")).ranking.id;
  const { id: encoderId } = await makeEncoder();
  const version = await db().modelVersion.findFirstOrThrow({ where: { head: "compatibility", number: 1 } });
  await db().champion.update({ where: { head: "compatibility" }, data: { versionId: version.id } });
  await db().liveEncoder.update({ where: { id: 1 }, data: { encoderId } });
  expect(await rankPairs()).toEqual({ outcome: "encoder-changed" });
  expect(await rankFlags()).toEqual({ outcome: "encoder-changed" });
  expect((await liveEntries("compatibility")).ranking.id).toBe(before);
});
