import { afterAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { champion, versions } from "@/lib/models/data";
import { askEvaluation } from "@/lib/models/evaluation/ask-evaluation";
import { promotionRule } from "@/lib/models/evaluation/data";
import { refusedReport } from "@/lib/models/evaluation/rules";
import { type GateReport, GateRules } from "@/lib/models/evaluation/schema";
import { setPromotionRule } from "@/lib/models/evaluation/set-promotion-rule";
import { storeEvaluation } from "@/lib/models/evaluation/store-evaluation";
import { promote } from "@/lib/models/promote";
import { rollBack } from "@/lib/models/roll-back";
import { allow, asSystem } from "@/lib/users/allow";
import { makeAllowed, makeEncoder, makeModelVersion, makeUser } from "../../../support/factories";

afterAll(closeJobs);

const by = asSystem("job", "test");
const head = "compatibility";
const difference = { value: 0.014, lower: 0.003, upper: 0.025, n: 612 };
const report = (outcome: GateReport["outcome"]): GateReport => ({
  ...refusedReport("", GateRules.parse({})),
  outcome,
  reason: outcome === "passes" ? "better" : "wide",
  refusal: null,
  source: "judged",
  questions: 612,
  figures: [{ name: "auc", champion: 0.7, challenger: 0.714, difference }],
});

let encoderId: string;
beforeEach(async () => {
  await db().champion.deleteMany();
  await db().promotion.deleteMany();
  await db().setting.deleteMany();
  await (await jobSender()).clearStorage();
  encoderId = (await makeEncoder()).id;
  await db().liveEncoder.upsert({ where: { id: 1 }, create: { encoderId }, update: { encoderId } });
});

async function twoVersions() {
  const [serving, asking] = [await makeModelVersion(head, { encoderId }), await makeModelVersion(head, { encoderId })];
  await promote(by, { versionId: serving.id });
  return { serving, asking };
}
const look = ({ serving, asking }: Awaited<ReturnType<typeof twoVersions>>, outcome: GateReport["outcome"]) =>
  storeEvaluation(by, { version: asking, against: serving, gate: report(outcome), card: null });

it("what was found stands with the version, and by hand nothing else happens", async () => {
  const both = await twoVersions();
  expect(await look(both, "passes")).toEqual({ isPromoted: false });
  expect(await champion(head)).toMatchObject({ versionId: both.serving.id });
  const card = (await versions(head)).find(({ id }) => id === both.asking.id)!;
  expect(card).toMatchObject({ isMeasured: true, gate: { outcome: "passes", againstId: both.serving.id } });
});

it("where the gate promotes, a version that passed serves at once, with the reason", async () => {
  await setPromotionRule(by, { rule: "whenGatePasses" });
  const both = await twoVersions();
  expect(await look(both, "passes")).toEqual({ isPromoted: true });
  expect(await champion(head)).toMatchObject({ versionId: both.asking.id });
  const { reason } = await db().promotion.findFirstOrThrow({ where: { versionId: both.asking.id } });
  expect(reason).toContain("better by 1.4 points (0.3 to 2.5) on 612 pairs nobody trained on");
});

it("one that did not pass waits, rule or not", async () => {
  await setPromotionRule(by, { rule: "whenGatePasses" });
  const both = await twoVersions();
  expect(await look(both, "notEnough")).toEqual({ isPromoted: false });
  expect(await champion(head)).toMatchObject({ versionId: both.serving.id });
});

it("a version that people took back is not promoted again by rule", async () => {
  await setPromotionRule(by, { rule: "whenGatePasses" });
  const both = await twoVersions();
  await look(both, "passes");
  await rollBack(await makeAllowed("manager", "train"), { head, reason: "the shoes are wrong" });
  expect(await look(both, "passes")).toEqual({ isPromoted: false });
  expect(await champion(head)).toMatchObject({ versionId: both.serving.id });
});

it("a gate that spoke about a version that serves no more promotes nothing", async () => {
  await setPromotionRule(by, { rule: "whenGatePasses" });
  const both = await twoVersions();
  const third = await makeModelVersion(head, { encoderId });
  await promote(by, { versionId: third.id, reason: "came in between" });
  expect(await look(both, "passes")).toEqual({ isPromoted: false });
  expect(await champion(head)).toMatchObject({ versionId: third.id });
});

it("the rule is by hand until someone sets it, and setting it twice is setting it once", async () => {
  expect(await promotionRule()).toBe("byHand");
  const manager = await makeAllowed("manager", "train");
  for (let time = 0; time < 2; time++) await setPromotionRule(manager, { rule: "whenGatePasses" });
  expect(await promotionRule()).toBe("whenGatePasses");
  const audits = await db().auditEntry.findMany({ where: { actorId: manager.userId } });
  expect(audits).toMatchObject([
    { action: "settings.changed", before: { rule: "byHand" }, after: { rule: "whenGatePasses" } },
  ]);
});

it("asking for another look queues one job, asked twice or not; an unknown version is not found", async () => {
  const { asking } = await twoVersions();
  const manager = await makeAllowed("manager", "train");
  for (let time = 0; time < 2; time++) expect((await askEvaluation(manager, { versionId: asking.id })).ok).toBe(true);
  const waiting = await db().$queryRaw`
    SELECT id FROM pgboss.job WHERE name = 'evaluate' AND state = 'created' AND singleton_key = ${asking.id}`;
  expect(waiting).toHaveLength(1);
  const refused = await askEvaluation(manager, { versionId: crypto.randomUUID() });
  expect(refused).toMatchObject({ ok: false, code: "not-found" });
});

it("a stylist may neither set the rule nor ask for a look", async () => {
  expect(await allow((await makeUser("stylist")).id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
});
