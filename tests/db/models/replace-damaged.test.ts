import { afterAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion } from "@/lib/models/data";
import { loadChampion } from "@/lib/models/load-champion";
import { promote } from "@/lib/models/promote";
import { replaceDamaged } from "@/lib/models/replace-damaged";
import { rollBack } from "@/lib/models/roll-back";
import { asSystem } from "@/lib/users/allow";
import { makeEncoder, makeModelVersion } from "../../support/factories";

const by = asSystem("job", "weights check");
const reason = "for the test";

let versions: { id: string; number: number }[];

/** Three versions of the live encoder that served one after the other; the third serves. */
beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().champion.deleteMany();
  await db().promotion.deleteMany();
  const { id: encoderId } = await makeEncoder();
  await db().liveEncoder.upsert({ where: { id: 1 }, create: { encoderId }, update: { encoderId } });
  versions = [];
  for (let i = 0; i < 3; i++) {
    const version = await makeModelVersion("compatibility", { encoderId });
    expect((await promote(by, { versionId: version.id, reason })).ok).toBe(true);
    versions.push(version);
  }
});
afterAll(closeJobs);

const damage = (place: number) =>
  db().modelWeights.update({ where: { versionId: versions[place]!.id }, data: { bytes: new Uint8Array(5) } });
const serving = async () => (await champion("compatibility"))?.versionId;

it("whole weights are left alone", async () => {
  expect(await replaceDamaged(by, "compatibility")).toEqual({ ok: true, value: null });
  expect(await serving()).toBe(versions[2]!.id);
  expect(await replaceDamaged(by, "category")).toEqual({ ok: true, value: null });
});

it("when the weights of what serves are damaged, the version before it serves, its weights load, and the queue is ranked anew", async () => {
  await damage(2);
  await expect(loadChampion("compatibility")).rejects.toThrow(/damaged/);
  await (await jobSender()).clearStorage();
  const [first, second] = await Promise.all([replaceDamaged(by, "compatibility"), replaceDamaged(by, "compatibility")]);
  const found = [first, second].flatMap((one) => (one.ok && one.value ? [one.value] : []));
  expect(found).toEqual([{ damaged: versions[2]!.number, servesAgain: versions[1]!.number }]);
  expect((await loadChampion("compatibility"))?.versionId).toBe(versions[1]!.id);
  expect(await (await jobSender()).getQueueSize("rank")).toBe(1);
  const audit = await db().auditEntry.findFirst({ where: { action: "model.rolled-back", subjectId: versions[2]!.id } });
  expect(audit).toMatchObject({ actorKind: "job", after: { servesAgain: versions[1]!.number } });
});

it("a version before it that is damaged too is passed over", async () => {
  await damage(2);
  await damage(1);
  await replaceDamaged(by, "compatibility");
  expect(await serving()).toBe(versions[0]!.id);
});

it("with nothing whole to go back to the pointer stays, and it is said", async () => {
  for (const place of [0, 1, 2]) await damage(place);
  expect(await replaceDamaged(by, "compatibility")).toMatchObject({ ok: false, code: "nothing-before" });
  expect(await serving()).toBe(versions[2]!.id);
});

it("a version with damaged weights is neither promoted nor gone back to: what serves goes on", async () => {
  await damage(1);
  expect(await promote(by, { versionId: versions[1]!.id, reason })).toMatchObject({
    ok: false,
    code: "weights-damaged",
  });
  expect(await rollBack(by, { head: "compatibility", reason })).toMatchObject({ ok: false, code: "weights-damaged" });
  expect(await serving()).toBe(versions[2]!.id);
});
