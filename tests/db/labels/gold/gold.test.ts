import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { goldPairs } from "@/lib/labels/gold/data";
import { makeGold } from "@/lib/labels/gold/make-gold";
import { orderPractice } from "@/lib/labels/gold/order-practice";
import { retireGold } from "@/lib/labels/gold/retire-gold";
import { NewGold, practiceSize } from "@/lib/labels/gold/schema";
import { addPairs } from "@/lib/queue/add-pairs";
import { allow, asSystem } from "@/lib/users/allow";
import { makeAllowed, makePair, makeTask, makeUser } from "@/tests/support/factories";
import { opine } from "../opinions";

const manager = () => makeAllowed("manager", "oversee");
const gold = (pairId: string, change: Partial<NewGold> = {}) =>
  NewGold.parse({ pairId, verdict: "fits", explanation: "Neutrals go with everything.", inPractice: true, ...change });
const trail = (subjectId: string) => db().auditEntry.findMany({ where: { subjectId }, orderBy: { at: "asc" } });
const practice = async () =>
  (await goldPairs(await manager())).filter((card) => card.practiceAt !== null).map((card) => card.pairId);

beforeEach(() => db().goldPair.updateMany({ data: { retiredAt: new Date(), practiceAt: null } }));

describe("making a pair gold", () => {
  it("agrees its answer, puts it at the end of practice, and says so in the trail", async () => {
    const by = await manager();
    const [first, second] = [await makePair(), await makePair()];
    expect(await makeGold(by, gold(first.id))).toEqual({ ok: true, value: { pairId: first.id, practiceAt: 0 } });
    expect(await makeGold(by, gold(second.id))).toMatchObject({ value: { practiceAt: 1 } });
    expect(await trail(first.id)).toMatchObject([
      { action: "gold.made", actorId: by.userId, after: { verdict: "fits" } },
    ]);
  });

  it("the same again changes nothing; another answer takes the place of the first, which the trail keeps", async () => {
    const by = await manager();
    const pair = await makePair();
    await makeGold(by, gold(pair.id));
    await makeGold(by, gold(pair.id));
    expect(await trail(pair.id)).toHaveLength(1);
    await makeGold(by, gold(pair.id, { verdict: "clashes", reason: "colour" }));
    expect((await trail(pair.id))[1]).toMatchObject({ before: { verdict: "fits" }, after: { verdict: "clashes" } });
    expect(await goldPairs(by)).toMatchObject([{ verdict: "clashes", reason: "colour", practiceAt: 0 }]);
  });

  it("takes its open tasks out of the queue, and no ranking brings it back", async () => {
    const pair = await makePair();
    const task = await makeTask({ pairId: pair.id });
    await makeGold(await manager(), gold(pair.id));
    expect((await db().task.findUniqueOrThrow({ where: { id: task.id } })).withdrawnAt).not.toBeNull();
    const row = { a: pair.productAId, b: pair.productBId, origin: "uniform", slice: "uniform" } as const;
    await addPairs(asSystem("job", "test"), [{ ...row, propensity: 0.1, isHoldout: false }]);
    expect(await db().task.count({ where: { pairId: pair.id, withdrawnAt: null } })).toBe(0);
  });

  it("is refused for a pair of the holdout, for one that is not there, and when practice is full", async () => {
    const by = await manager();
    expect(await makeGold(by, gold((await makePair({ isHoldout: true })).id))).toMatchObject({ code: "invalid" });
    expect(await makeGold(by, gold(randomUUID()))).toMatchObject({ code: "not-found" });
    for (let i = 0; i < practiceSize; i++) await makeGold(by, gold((await makePair()).id));
    const pair = await makePair();
    expect(await makeGold(by, gold(pair.id))).toMatchObject({ code: "invalid" });
    expect(await makeGold(by, gold(pair.id, { inPractice: false }))).toMatchObject({ value: { practiceAt: null } });
  });

  it("needs a sure answer with an explanation", () => {
    const pairId = randomUUID();
    expect(NewGold.safeParse({ pairId, verdict: "unsure", explanation: "Who knows.", inPractice: true }).success).toBe(
      false,
    );
    expect(NewGold.safeParse({ pairId, verdict: "fits", explanation: " ", inPractice: true }).success).toBe(false);
  });

  it("is not for a stylist", async () => {
    expect(await allow((await makeUser("stylist")).id, "oversee")).toMatchObject({ code: "not-allowed" });
  });
});

describe("retiring", () => {
  it("takes the pair out of practice, once, with a row in the trail", async () => {
    const by = await manager();
    const pair = await makePair();
    await makeGold(by, gold(pair.id));
    for (let twice = 0; twice < 2; twice++)
      expect(await retireGold(by, { pairId: pair.id })).toMatchObject({ ok: true });
    expect(await practice()).toEqual([]);
    expect((await trail(pair.id)).map((row) => row.action)).toEqual(["gold.made", "gold.retired"]);
    expect(await retireGold(by, { pairId: randomUUID() })).toMatchObject({ code: "not-found" });
  });

  it("leaves its place to others, and the pair may become gold again", async () => {
    const by = await manager();
    const [first, second] = [await makePair(), await makePair()];
    await makeGold(by, gold(first.id));
    await makeGold(by, gold(second.id));
    await retireGold(by, { pairId: first.id });
    await makeGold(by, gold(first.id));
    expect(await practice()).toEqual([second.id, first.id]);
  });
});

describe("ordering the practice", () => {
  it("puts the pairs as listed; who is not listed is for quality control alone", async () => {
    const by = await manager();
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { id } = await makePair();
      ids.push(id);
      await makeGold(by, gold(id));
    }
    const [a, b, c] = ids as [string, string, string];
    expect(await orderPractice(by, { pairIds: [c, a] })).toMatchObject({ ok: true });
    expect(await practice()).toEqual([c, a]);
    expect((await goldPairs(by)).map((card) => card.pairId)).toContain(b);
    const rows = () => db().auditEntry.count({ where: { action: "practice.ordered" } });
    const before = await rows();
    await orderPractice(by, { pairIds: [c, a] });
    expect(await rows()).toBe(before);
    expect(await orderPractice(by, { pairIds: [randomUUID()] })).toMatchObject({ code: "not-found" });
  });
});

it("the list tells how often each was answered, and how often as agreed", async () => {
  const by = await manager();
  const pair = await makePair();
  await makeGold(by, gold(pair.id));
  await opine(pair.id, "fits", { slice: "gold", occasion: 2 });
  await opine(pair.id, "clashes", { slice: "gold", occasion: 2 });
  await opine(pair.id, "clashes");
  expect(await goldPairs(by)).toMatchObject([{ answered: 2, asAgreed: 1, by: by.name }]);
});
