import { afterAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion } from "@/lib/models/data";
import { RollBack } from "@/lib/models/evaluation/schema";
import { promote } from "@/lib/models/promote";
import { rollBack } from "@/lib/models/roll-back";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeEncoder, makeModelVersion, makeUser } from "../../support/factories";

afterAll(closeJobs);

const head = "compatibility";
let encoderId: string;
beforeEach(async () => {
  await db().champion.deleteMany();
  await db().promotion.deleteMany();
  await (await jobSender()).clearStorage();
  encoderId = (await makeEncoder()).id;
  await db().liveEncoder.upsert({ where: { id: 1 }, create: { encoderId }, update: { encoderId } });
});

/** Three versions, each of which has served after the one before it. */
async function history() {
  const by = await makeAllowed("manager", "train");
  const made = [];
  for (const number of [1, 2, 3]) {
    const version = await makeModelVersion(head, { encoderId });
    await promote(by, { versionId: version.id, reason: `number ${number}` });
    made.push(version);
  }
  await (await jobSender()).clearStorage();
  return { by, made };
}

it("what served before serves again, with who and why, and the queue is ranked anew", async () => {
  const { by, made } = await history();
  expect(await rollBack(by, { head, reason: "shoes went wrong" })).toEqual({
    ok: true,
    value: { versionId: made[1]!.id, number: made[1]!.number },
  });
  expect(await champion(head)).toMatchObject({ versionId: made[1]!.id });
  expect(await db().promotion.findFirstOrThrow({ orderBy: { at: "desc" } })).toMatchObject({
    versionId: made[1]!.id,
    byId: by.userId,
    reason: "shoes went wrong",
  });
  const audit = await db().auditEntry.findFirstOrThrow({
    where: { action: "model.rolled-back", subjectId: made[2]!.id },
  });
  expect(audit).toMatchObject({
    actorId: by.userId,
    after: { servesAgain: made[1]!.number, reason: "shoes went wrong" },
  });
  expect(await (await jobSender()).getQueueSize("rank")).toBe(1);
});

it("twice goes back twice, and then there is nothing before", async () => {
  const { by, made } = await history();
  for (const version of [made[1]!, made[0]!]) {
    await rollBack(by, { head, reason: "back" });
    expect(await champion(head)).toMatchObject({ versionId: version.id });
  }
  expect(await rollBack(by, { head, reason: "back" })).toMatchObject({ ok: false, code: "nothing-before" });
  expect(await champion(head)).toMatchObject({ versionId: made[0]!.id });
});

it("asks for a reason", () => {
  expect(RollBack.safeParse({ head, reason: "  " }).success).toBe(false);
});

it("a version whose encoder is gone does not come back, and nothing moves", async () => {
  const { by, made } = await history();
  await db().modelVersion.update({ where: { id: made[1]!.id }, data: { encoderId: (await makeEncoder()).id } });
  expect(await rollBack(by, { head, reason: "back" })).toMatchObject({ ok: false, code: "encoder-changed" });
  expect(await champion(head)).toMatchObject({ versionId: made[2]!.id });
  expect(await db().auditEntry.count({ where: { action: "model.rolled-back", subjectId: made[2]!.id } })).toBe(0);
});

it("a reviewer may not roll back", async () => {
  expect(await allow((await makeUser("reviewer")).id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
});
