import { afterAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion, versions } from "@/lib/models/data";
import { promote } from "@/lib/models/promote";
import { allow, asSystem } from "@/lib/users/allow";
import { makeAllowed, makeEncoder, makeModelVersion, makeUser } from "../../support/factories";

afterAll(closeJobs);

let encoderId: string;
beforeEach(async () => {
  await db().champion.deleteMany();
  await (await jobSender()).clearStorage();
  encoderId = (await makeEncoder()).id;
  await db().liveEncoder.upsert({ where: { id: 1 }, create: { encoderId }, update: { encoderId } });
});

const rankJobs = async () => (await jobSender()).getQueueSize("rank");

it("promoting moves the pointer, keeps who and why, and asks for a new ranking", async () => {
  const manager = await makeAllowed("manager", "train");
  const { id, number } = await makeModelVersion("compatibility", { encoderId });
  expect(await promote(manager, { versionId: id, reason: "better on shoes" })).toEqual({
    ok: true,
    value: { versionId: id, number },
  });
  expect(await champion("compatibility")).toMatchObject({ versionId: id, number });
  expect(await db().promotion.findMany({ where: { versionId: id } })).toMatchObject([
    { byId: manager.userId, reason: "better on shoes" },
  ]);
  const audit = await db().auditEntry.findFirstOrThrow({ where: { subjectId: id } });
  expect(audit).toMatchObject({ action: "model.promoted", actorId: manager.userId, after: { number } });
  expect(await rankJobs()).toBe(1);
});

it("rolling back is promoting the earlier version again", async () => {
  const by = asSystem("commandLine", "test");
  const first = await makeModelVersion("category", { encoderId });
  const second = await makeModelVersion("category", { encoderId });
  for (const versionId of [first.id, second.id, first.id]) expect((await promote(by, { versionId })).ok).toBe(true);
  expect((await champion("category"))?.versionId).toBe(first.id);
  const cards = (await versions("category")).filter((card) => card.isChampion);
  expect(cards.map((card) => card.id)).toEqual([first.id]);
});

it("the version that serves already is not promoted twice", async () => {
  const by = asSystem("job", "test");
  const { id: versionId } = await makeModelVersion("category", { encoderId });
  await promote(by, { versionId });
  expect(await promote(by, { versionId })).toMatchObject({ ok: false, code: "already-champion" });
  expect(await db().promotion.count({ where: { versionId } })).toBe(1);
});

it("two people who promote at once move the pointer one after the other", async () => {
  const by = asSystem("job", "test");
  const made = await Promise.all([1, 2, 3, 4].map(() => makeModelVersion("category", { encoderId })));
  const results = await Promise.all(made.map(({ id }) => promote(by, { versionId: id })));
  expect(results.every((result) => result.ok)).toBe(true);
  const last = await db().promotion.findFirstOrThrow({ where: { head: "category" }, orderBy: { at: "desc" } });
  expect(made.map(({ id }) => id)).toContain(last.versionId);
  expect(await db().champion.count({ where: { head: "category" } })).toBe(1);
});

it("a version of an encoder that is no longer live is refused, and nothing moves", async () => {
  const { id: versionId } = await makeModelVersion("compatibility");
  expect(await promote(asSystem("job", "test"), { versionId })).toMatchObject({ ok: false, code: "encoder-changed" });
  expect(await champion("compatibility")).toBeNull();
  expect(await rankJobs()).toBe(0);
});

it("an unknown version is not found", async () => {
  const versionId = crypto.randomUUID();
  expect(await promote(asSystem("job", "test"), { versionId })).toMatchObject({ ok: false, code: "not-found" });
});

it("a stylist may not promote", async () => {
  expect(await allow((await makeUser("stylist")).id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
});
