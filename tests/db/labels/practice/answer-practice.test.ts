import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { answerPractice } from "@/lib/labels/practice/answer-practice";
import { practiceOffer, practiceState } from "@/lib/labels/practice/data";
import { beginnerLabels } from "@/lib/labels/practice/rules";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makePair, makeUser } from "@/tests/support/factories";
import { opine } from "../opinions";

const stylist = () => makeAllowed("stylist", "judge-pairs");
let pairIds: string[];

beforeAll(async () => {
  const pairs = await Promise.all([makePair(), makePair(), makePair()]);
  pairIds = pairs.map(({ id }) => id);
  await db().goldPair.createMany({
    data: pairIds.map((pairId, practiceAt) => ({
      pairId,
      practiceAt,
      verdict: practiceAt === 1 ? ("clashes" as const) : ("fits" as const),
      reason: practiceAt === 1 ? "colour" : null,
      explanation: `Rule ${practiceAt}.`,
    })),
  });
});

it("the agreed answer is told after the answer, and not before", async () => {
  const by = await stylist();
  expect((await practiceState(by)).steps).toMatchObject(pairIds.map((pairId) => ({ pairId, answer: null })));
  expect(JSON.stringify(await practiceState(by))).not.toContain("Rule");
  expect(await answerPractice(by, { pairId: pairIds[1]!, verdict: "fits" })).toEqual({
    ok: true,
    value: { given: "fits", agreed: "clashes", reason: "colour", explanation: "Rule 1.", isFinished: false },
  });
  const { steps } = await practiceState(by);
  expect(steps.map((step) => step.answer?.explanation ?? null)).toEqual([null, "Rule 1.", null]);
});

it("the first answer counts: given twice, or otherwise in another tab, it stays", async () => {
  const by = await stylist();
  const given = { pairId: pairIds[0]!, verdict: "fits" as const };
  await Promise.all([1, 2, 3].map(() => answerPractice(by, given)));
  expect(await answerPractice(by, { ...given, verdict: "clashes" })).toMatchObject({ value: { given: "fits" } });
  expect((await db().practice.findUniqueOrThrow({ where: { userId: by.userId } })).answers).toEqual([given]);
});

it("is offered to beginners, taken up where it was left, and over once every pair is answered", async () => {
  const by = await stylist();
  expect(await practiceOffer(by)).toEqual({ done: 0, of: 3 });
  await answerPractice(by, { pairId: pairIds[0]!, verdict: "fits" });
  expect(await practiceOffer(by)).toEqual({ done: 1, of: 3 });
  await answerPractice(by, { pairId: pairIds[1]!, verdict: "unsure" });
  expect(await answerPractice(by, { pairId: pairIds[2]!, verdict: "fits" })).toMatchObject({
    value: { isFinished: true },
  });
  expect(await practiceOffer(by)).toBeNull();
  expect((await practiceState(by)).finishedAt).not.toBeNull();
});

it("is not offered to old hands", async () => {
  const by = await stylist();
  for (let i = 0; i < beginnerLabels; i++) await opine((await makePair()).id, "fits", { userId: by.userId });
  expect(await practiceOffer(by)).toBeNull();
});

it("trains people, not the network: no label is stored", async () => {
  const by = await stylist();
  await answerPractice(by, { pairId: pairIds[0]!, verdict: "fits" });
  expect(await db().label.count({ where: { userId: by.userId } })).toBe(0);
});

it("a pair that is no practice pair is refused", async () => {
  const by = await stylist();
  expect(await answerPractice(by, { pairId: randomUUID(), verdict: "fits" })).toMatchObject({ code: "not-found" });
  expect(await answerPractice(by, { pairId: (await makePair()).id, verdict: "fits" })).toMatchObject({
    code: "not-found",
  });
});

it("is not for whoever may not sign in", async () => {
  const user = await makeUser("stylist", { disabledAt: new Date() });
  expect(await allow(user.id, "judge-pairs")).toMatchObject({ code: "sign-in" });
});
