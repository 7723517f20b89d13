import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { createDemo } from "@/lib/demo/create-demo";
import { demoPeople } from "@/lib/demo/people";
import { simulateAnswers } from "@/lib/demo/simulate-answers";
import { env } from "@/lib/env";
import { closeJobs } from "@/lib/jobs/boss";
import { guideOf } from "@/lib/labels/data";
import { picturesOf } from "@/lib/labels/guide/schema";
import { signIn } from "@/lib/users/sign-in";
import { makeHouse } from "@/prisma/demo/house";
import { fitsTogether } from "@/prisma/demo/style-guide";
import { DEMO_SEED } from "@/prisma/demo/write-demo";

const size = { products: 60, outfits: 60 };
const make = () => createDemo({ ...size, log: () => {} });

beforeAll(make, 240_000);
afterAll(closeJobs);

it("without the demo's stylist nothing can be simulated", async () => {
  await db().user.updateMany({ where: { isDemo: true, role: "stylist" }, data: { disabledAt: new Date() } });
  expect(await simulateAnswers({ labels: 1, head: "compatibility" })).toMatchObject({ ok: false, code: "unavailable" });
  await db().user.updateMany({ where: { isDemo: true }, data: { disabledAt: null } });
});

it("one person of each role can sign in with the password that only the owner of the file can read", async () => {
  const file = join(env().TOILE_HOME, "demo-users.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const people: { role: string; email: string; password: string }[] = JSON.parse(readFileSync(file, "utf8"));
  expect(people.map((person) => person.role).sort()).toEqual(["admin", "manager", "reviewer", "stylist"]);
  const { email, password } = people.find((person) => person.role === "stylist")!;
  expect(await signIn({ email, password }, "127.0.0.1")).toMatchObject({ ok: true, value: { role: "stylist" } });
});

it("garments with photos, outfits, the guide and pairs to judge are there, and both networks are asked for", async () => {
  expect(await db().product.count()).toBeGreaterThanOrEqual(size.products);
  expect(await db().photo.count({ where: { sha256: null } })).toBe(0);
  expect(await db().outfit.count()).toBe(size.outfits);
  expect(await db().task.count({ where: { head: "compatibility", doneAt: null } })).toBeGreaterThan(100);
  expect(await db().liveRanking.count()).toBe(1);
  expect((await db().run.findMany()).map((run) => [run.head, run.status]).sort()).toEqual([
    ["category", "queued"],
    ["compatibility", "queued"],
  ]);
  expect((await db().setting.findMany()).map((row) => row.key)).toEqual(
    expect.arrayContaining(["demo", "catalogue.columns"]),
  );
});

it("there is a practice of pairs with agreed answers and reasons, outside the queue, the holdout and the outfits", async () => {
  const gold = await db().goldPair.findMany({
    orderBy: { practiceAt: "asc" },
    include: { pair: { include: { tasks: true } } },
  });
  expect(gold.length).toBeGreaterThanOrEqual(8);
  expect(gold.map((row) => row.practiceAt)).toEqual(gold.map((_, place) => place));
  expect(gold.every((row) => row.explanation.startsWith("Rule "))).toBe(true);
  expect(gold.every((row) => !row.pair.isHoldout && row.pair.tasks.every((task) => task.withdrawnAt !== null))).toBe(
    true,
  );
  const house = new Map(makeHouse(size.products, DEMO_SEED).map((garment) => [garment.id, garment]));
  for (const { pair, verdict } of gold)
    expect(fitsTogether(house.get(pair.productAId)!, house.get(pair.productBId)!)).toBe(verdict === "fits");
});

it("the guide shows some of it in pictures of the catalogue", async () => {
  const { markdown } = (await guideOf("compatibility"))!;
  const pictures = picturesOf(markdown);
  expect(pictures.length).toBeGreaterThanOrEqual(4);
  expect(await db().photo.count({ where: { sha256: { in: pictures }, position: 0 } })).toBe(pictures.length);
});

it("the simulated stylist answers through the queue, and never one pair twice", async () => {
  const answered = await simulateAnswers({ labels: 25, head: "compatibility", seed: 3 });
  expect(answered).toEqual({ ok: true, value: { pairs: 25, flags: 0 } });
  const labels = await db().label.findMany({ where: { head: "compatibility" } });
  expect(new Set(labels.map((label) => label.pairId)).size).toBe(25);
  expect(labels.every((label) => label.rankingId !== null && !label.isLate)).toBe(true);
  expect(await db().task.count({ where: { leasedUntil: { gt: new Date() }, doneAt: null } })).toBe(0);
});

it("made again after an interrupted start, nothing is doubled, no photo is drawn again and the passwords stay", async () => {
  const images = join(env().TOILE_HOME, "demo", "images");
  const drawnAt = () => readdirSync(images).map((name) => statSync(join(images, name)).mtimeMs);
  const wasDrawnAt = drawnAt();
  const before = {
    people: demoPeople(),
    products: await db().product.count(),
    photos: await db().photo.count(),
    outfits: await db().outfit.count(),
    gold: await db().goldPair.findMany({ orderBy: { pairId: "asc" } }),
  };
  await make();
  expect({
    people: demoPeople(),
    products: await db().product.count(),
    photos: await db().photo.count(),
    outfits: await db().outfit.count(),
    gold: await db().goldPair.findMany({ orderBy: { pairId: "asc" } }),
  }).toEqual(before);
  expect(await db().user.count({ where: { isDemo: true } })).toBe(4);
  expect(wasDrawnAt.length).toBeGreaterThan(size.products);
  expect(drawnAt()).toEqual(wasDrawnAt);
}, 240_000);
