import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion, versions } from "@/lib/models/data";
import { refusedReport } from "@/lib/models/evaluation/rules";
import { type GateOutcome, GateRules } from "@/lib/models/evaluation/schema";
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

const gateReport = (outcome: GateOutcome) => ({ ...refusedReport("none", GateRules.parse({})), outcome });
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
  for (const versionId of [first.id, second.id, first.id])
    expect((await promote(by, { versionId, reason: "asked for" })).ok).toBe(true);
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
  const results = await Promise.all(made.map(({ id }) => promote(by, { versionId: id, reason: "asked for" })));
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

describe("beside the gate", () => {
  const by = asSystem("job", "test");
  const reportOn = (versionId: string, againstId: string, outcome: GateOutcome, createdAt = new Date()) =>
    db().evaluation.create({ data: { versionId, againstId, outcome, gate: gateReport(outcome), createdAt } });

  async function champions() {
    const [serving, asking] = [
      await makeModelVersion("compatibility", { encoderId }),
      await makeModelVersion("compatibility", { encoderId }),
    ];
    await promote(by, { versionId: serving.id });
    return { serving, asking };
  }

  it("a version that passed needs no reason", async () => {
    const { serving, asking } = await champions();
    await reportOn(asking.id, serving.id, "passes");
    expect((await promote(by, { versionId: asking.id })).ok).toBe(true);
    const audit = await db().auditEntry.findFirstOrThrow({ where: { subjectId: asking.id } });
    expect(audit).toMatchObject({
      before: { number: serving.number },
      after: { number: asking.number, gate: "passes" },
    });
  });

  it.each(["fails", "notEnough", "incomparable"] as const)(
    "one of which it says %s is refused without one",
    async (outcome) => {
      const { serving, asking } = await champions();
      await reportOn(asking.id, serving.id, outcome);
      expect(await promote(by, { versionId: asking.id })).toMatchObject({ ok: false, code: "gate-refused" });
      expect(await champion("compatibility")).toMatchObject({ number: serving.number });
      expect(await db().auditEntry.count({ where: { subjectId: asking.id } })).toBe(0);
      expect((await promote(by, { versionId: asking.id, reason: "the shoes are right now" })).ok).toBe(true);
      expect(await db().promotion.findFirstOrThrow({ where: { versionId: asking.id } })).toMatchObject({
        reason: "the shoes are right now",
      });
    },
  );

  it("one that it has not looked at yet is refused without one", async () => {
    const { asking } = await champions();
    expect(await promote(by, { versionId: asking.id })).toMatchObject({ ok: false, code: "gate-refused" });
  });

  it("its newest word about what serves now counts, not an older one and not one about another version", async () => {
    const { serving, asking } = await champions();
    await reportOn(asking.id, serving.id, "passes", new Date(Date.now() - 60_000));
    await reportOn(asking.id, serving.id, "fails");
    const other = await makeModelVersion("compatibility", { encoderId });
    await reportOn(asking.id, other.id, "passes");
    expect(await promote(by, { versionId: asking.id })).toMatchObject({ ok: false, code: "gate-refused" });
  });

  it("a challenger that waits is compared anew when another version comes to serve", async () => {
    const { asking } = await champions();
    const third = await makeModelVersion("compatibility", { encoderId, number: 2_000_000_001 });
    await (await jobSender()).clearStorage();
    await promote(by, { versionId: asking.id, reason: "asked for" });
    const [job] = await (await jobSender()).fetch("evaluate");
    expect(job?.data).toEqual({ versionId: third.id });
  });
});

it("a stylist may not promote", async () => {
  expect(await allow((await makeUser("stylist")).id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
});
