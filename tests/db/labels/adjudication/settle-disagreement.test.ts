import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { disagreements } from "@/lib/labels/adjudication/data";
import { settleDisagreement } from "@/lib/labels/adjudication/settle-disagreement";
import { undoSettlement } from "@/lib/labels/adjudication/undo-settlement";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makePair, makeUser } from "@/tests/support/factories";
import { disputedPair, opine } from "../opinions";

const manager = () => makeAllowed("manager", "oversee");
const settlement = (pairId: string, verdict: "fits" | "clashes" | "unsure" = "clashes", note?: string) => ({
  id: randomUUID(),
  pairId,
  verdict,
  note,
});
const listed = async () => (await disagreements(await manager())).open.map((entry) => entry.pairId);

beforeEach(() => db().label.updateMany({ data: { supersededAt: new Date() } }));

describe("the list of disagreements", () => {
  it("holds pairs with sure first looks that differ, newest first, each opinion with who, why and note", async () => {
    const [older, newer] = [await disputedPair(), await disputedPair()];
    const { open, count } = await disagreements(await manager());
    expect(open.map((entry) => entry.pairId)).toEqual([newer.id, older.id]);
    expect(count).toBe(2);
    expect(open[0]!.opinions).toMatchObject([
      { verdict: "fits", reason: null },
      { verdict: "clashes", reason: "colour", note: "too loud", by: expect.stringMatching(/^stylist/) },
    ]);
    expect([open[0]!.anchor.id, open[0]!.candidate.id]).toEqual([newer.productAId, newer.productBId]);
  });

  it("leaves out agreement, doubt, repeats, undone answers, sets' left-outs, gold, and one person's two minds", async () => {
    const agreed = await makePair();
    await opine(agreed.id, "fits");
    await opine(agreed.id, "fits");
    for (const second of [
      { verdict: "unsure" as const },
      { verdict: "notChosen" as const },
      { verdict: "clashes" as const, occasion: 1, slice: "repeat" as const },
      { verdict: "clashes" as const, supersededAt: new Date() },
      { verdict: "clashes" as const, slice: "gold" as const },
    ]) {
      const pair = await makePair();
      await opine(pair.id, "fits");
      await opine(pair.id, second.verdict, second);
    }
    const gold = await disputedPair();
    await db().goldPair.create({ data: { pairId: gold.id, verdict: "fits", explanation: "Agreed." } });
    const ofOne = await makePair();
    const userId = (await makeUser()).id;
    await opine(ofOne.id, "fits", { userId });
    await opine(ofOne.id, "clashes", { userId, occasion: 1 });
    expect(await listed()).toEqual([]);
  });

  it("takes a late answer for the opinion that it is", async () => {
    const pair = await makePair();
    await opine(pair.id, "fits");
    await opine(pair.id, "clashes", { isLate: true });
    expect(await listed()).toEqual([pair.id]);
  });
});

describe("settling", () => {
  it("stores the verdict and the note, and the pair leaves the list", async () => {
    const pair = await disputedPair();
    const by = await manager();
    const settled = await settleDisagreement(by, settlement(pair.id, "fits", " Navy carries it. "));
    expect(settled).toMatchObject({ ok: true, value: { pairId: pair.id, verdict: "fits", by: by.name } });
    expect(await listed()).toEqual([]);
    const [row] = (await disagreements(by)).settled;
    expect(row).toMatchObject({ pairId: pair.id, verdict: "fits", isGold: false });
    expect(await db().label.count({ where: { pairId: pair.id, supersededAt: null } })).toBe(2);
  });

  it("the same settlement again answers the same and is stored once", async () => {
    const pair = await disputedPair();
    const by = await manager();
    const given = settlement(pair.id);
    const answers = await Promise.all([1, 2, 3].map(() => settleDisagreement(by, given)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(await db().adjudication.count({ where: { pairId: pair.id } })).toBe(1);
    expect(await settleDisagreement(by, { ...given, verdict: "unsure" })).toMatchObject({ code: "id-reused" });
  });

  it("of two managers at once one is told that it is settled", async () => {
    const pair = await disputedPair();
    const answers = await Promise.all(
      [await manager(), await manager()].map((by) => settleDisagreement(by, settlement(pair.id))),
    );
    expect(answers.map((answer) => (answer.ok ? "settled" : answer.code)).sort()).toEqual([
      "already-settled",
      "settled",
    ]);
  });

  it("is refused where nobody differs", async () => {
    const by = await manager();
    expect(await settleDisagreement(by, settlement(randomUUID()))).toMatchObject({ code: "not-found" });
    expect(await settleDisagreement(by, settlement((await makePair()).id))).toMatchObject({ code: "not-found" });
  });

  it("is not for a reviewer", async () => {
    expect(await allow((await makeUser("reviewer")).id, "oversee")).toMatchObject({ code: "not-allowed" });
  });
});

describe("undoing a settlement", () => {
  it("puts the pair on the list again, keeps the row, and lets it be settled anew", async () => {
    const pair = await disputedPair();
    const by = await manager();
    const first = settlement(pair.id);
    await settleDisagreement(by, first);
    for (let twice = 0; twice < 2; twice++)
      expect(await undoSettlement(await manager(), { id: first.id })).toEqual({ ok: true, value: { id: first.id } });
    expect(await listed()).toEqual([pair.id]);
    expect((await db().adjudication.findUniqueOrThrow({ where: { id: first.id } })).supersededAt).not.toBeNull();
    expect(await settleDisagreement(by, settlement(pair.id, "unsure"))).toMatchObject({ ok: true });
  });

  it("waits until the pair is gold no more", async () => {
    const pair = await disputedPair();
    const first = settlement(pair.id);
    await settleDisagreement(await manager(), first);
    await db().goldPair.create({ data: { pairId: pair.id, verdict: "clashes", explanation: "Agreed." } });
    expect(await undoSettlement(await manager(), { id: first.id })).toMatchObject({ code: "still-gold" });
    expect(await undoSettlement(await manager(), { id: randomUUID() })).toMatchObject({ code: "not-found" });
  });
});
