import { beforeEach, describe, expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { agreement } from "@/lib/insights/agreement/data";
import { refreshAgreement } from "@/lib/insights/agreement/refresh-agreement";
import { leftOutAndClashing } from "@/lib/insights/agreement/sql";
import { forgetRollups } from "@/lib/insights/rollup/follow-labels";
import { notChosenWeight } from "@/lib/labels/agreement/data";
import { asSystem } from "@/lib/users/allow";
import { drawIndex, rngOf } from "@/ml/runtime/seed";
import { makePair, makeUser } from "@/tests/support/factories";
import { opine } from "../../labels/opinions";
import { answersOf, pairsOf } from "./from-labels";

const job = asSystem("job", "agreement");
const refresh = (round = {}) => refreshAgreement(job, round);

async function measured() {
  await refresh();
  return agreement();
}

/** The rollup's rows in the order of ids, as the labels give them by themselves. */
async function rows() {
  return {
    pairs: await db().checkedPair.findMany({ orderBy: { pairId: "asc" } }),
    answers: await db().checkedAnswer.findMany({ orderBy: { labelId: "asc" } }),
  };
}
async function expected() {
  const labels = await db().label.findMany();
  return { pairs: await pairsOf(labels), answers: answersOf(labels) };
}

beforeEach(async () => {
  await db().label.updateMany({ data: { supersededAt: new Date() } });
  await inTx(forgetRollups);
});

describe("the rollup of agreement", () => {
  it("follows answers, undos, revisions and late arrivals to what the labels say, and built anew is the same", async () => {
    const rng = rngOf(11);
    const one = <T>(of: readonly T[]): T => of[drawIndex(rng, of.length)]!;
    const people = await Promise.all(Array.from({ length: 4 }, () => makeUser()));
    const pairs = await Promise.all(Array.from({ length: 6 }, () => makePair()));
    const setId = crypto.randomUUID();
    const stands = () => db().label.findMany({ where: { supersededAt: null }, orderBy: { createdAt: "asc" } });

    async function answer() {
      const kind = one(["alone", "alone", "alone", "set", "repeat", "repeat", "gold", "late"] as const);
      // A repeat of what was seen, most of the time.
      const seen = kind === "repeat" ? (await stands()).filter(({ occasion }) => occasion === 0) : [];
      const { pairId, userId } = seen.length > 0 ? one(seen) : { pairId: one(pairs).id, userId: one(people).id };
      if (!pairId) throw new Error("a label of a pair");
      const occasion = { alone: 0, late: 0, set: 0, repeat: 1, gold: 2 }[kind];
      if (await db().label.count({ where: { pairId, userId, occasion, supersededAt: null } })) return;
      const verdict =
        kind === "set" ? one(["fits", "notChosen"] as const) : one(["fits", "clashes", "unsure"] as const);
      await opine(pairId, verdict, {
        userId,
        occasion,
        isLate: kind === "late",
        slice: kind === "repeat" || kind === "gold" ? kind : "ranked",
        ...(kind === "set" ? { setId } : {}),
        ...(verdict === "clashes" ? { reason: one(["colour", "style"]) } : {}),
      });
    }
    async function takeBack({ isRevised }: { isRevised: boolean }) {
      const label = one(await stands());
      if (!label) return;
      await db().label.update({ where: { id: label.id }, data: { supersededAt: new Date() } });
      if (!isRevised) return;
      const verdict = label.verdict === "fits" ? "clashes" : "fits";
      await db().label.create({
        data: {
          ...label,
          id: crypto.randomUUID(),
          chosenValues: undefined,
          revisesId: label.id,
          verdict,
          createdAt: new Date(),
        },
      });
    }

    // One of each kind to begin with: left out, alone and differing, a repeat.
    const [pairId, [ana, ben, cleo]] = [pairs[0]!.id, people.map(({ id }) => id)];
    await opine(pairId, "notChosen", { userId: cleo, setId });
    await opine(pairId, "fits", { userId: ana });
    await opine(pairId, "clashes", { userId: ben, reason: "colour" });
    await opine(pairId, "clashes", { userId: ana, occasion: 1, slice: "repeat" });
    await refresh();
    const begun = await rows();
    expect(begun).toEqual(await expected());
    expect(begun.pairs).toMatchObject([{ isShared: true, isDisputed: true, clashAlone: 2 / 3 }]);
    expect(begun.answers.map(({ kind }) => kind).sort()).toEqual(["firstLook", "firstLook", "repeat"]);

    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 16; i++) await answer();
      for (let i = 0; i < 3; i++) await takeBack({ isRevised: i === 0 });
      await refresh();
      expect(await rows()).toEqual(await expected());
    }
    const followed = await rows();
    expect(await refresh({ everything: true })).toEqual({ pairs: null });
    await Promise.all([refresh(), refresh()]);
    expect(await rows()).toEqual(followed);
    // What training reads off the labels themselves.
    const { clashing } = await notChosenWeight();
    const { k, n } = await leftOutAndClashing();
    expect([k / n, n]).toEqual([expect.closeTo(clashing!.value, 12), clashing!.n]);
  });

  it("puts answers into the weeks of the house's clock, and counts anew when that is set to another place", async () => {
    // Late on a Sunday in Greenwich is Monday in Tokyo.
    const at = new Date("2026-03-08T20:00:00Z");
    const pair = await makePair();
    for (const verdict of ["fits", "clashes"] as const) await opine(pair.id, verdict, { createdAt: at });
    await refresh();
    const week = async () => (await db().checkedPair.findUniqueOrThrow({ where: { pairId: pair.id } })).week;
    expect(await week()).toEqual(new Date("2026-03-02"));
    await db().setting.create({ data: { key: "training.retrain", value: { timeZone: "Asia/Tokyo" } } });
    expect(await refresh()).toEqual({ pairs: null });
    expect(await week()).toEqual(new Date("2026-03-09"));
    await db().setting.deleteMany({ where: { key: "training.retrain" } });
  });

  it("counts no further while another worker has just done so", async () => {
    await refresh();
    expect(await refresh({ apartMs: 60_000 })).toEqual({ pairs: 0 });
  });
});

describe("how far people agree", () => {
  it("is not claimed before anything was measured", async () => {
    expect(await measured()).toEqual({
      interAnnotator: null,
      selfConsistency: null,
      gold: null,
      notChosen: { clashing: null, weight: 0.3 },
      disagreements: 0,
    });
  });

  it("self-consistency is one person's sure repeats of sure first looks, with Wilson's interval", async () => {
    for (const [first, again] of [
      ["fits", "fits"],
      ["clashes", "clashes"],
      ["fits", "clashes"],
      ["unsure", "fits"],
    ] as const) {
      const pair = await makePair();
      const userId = (await makeUser()).id;
      await opine(pair.id, first, { userId });
      await opine(pair.id, again, { userId, occasion: 1, slice: "repeat" });
      await opine(pair.id, again, { occasion: 1, slice: "repeat" });
    }
    const { selfConsistency } = await measured();
    expect(selfConsistency).toMatchObject({ value: 2 / 3, n: 3 });
    expect(selfConsistency!.lower).toBeCloseTo(0.208, 2);
    expect(selfConsistency!.upper).toBeCloseTo(0.939, 2);
  });

  it("with each other people is over pairs that several judged blind, alone and for sure", async () => {
    for (const second of ["fits", "fits", "fits", "clashes"] as const) {
      const pair = await makePair();
      await opine(pair.id, "fits");
      await opine(pair.id, second);
    }
    for (const verdict of ["clashes", "clashes"] as const) {
      const pair = await makePair();
      await opine(pair.id, verdict);
      await opine(pair.id, verdict);
      await opine(pair.id, "fits", { setId: crypto.randomUUID() });
      await opine(pair.id, "unsure");
    }
    const { interAnnotator } = await measured();
    // Six units of two; 7 fits and 5 clashes in all, one unit differs: 1 - (2 / 12) / ((2 * 7 * 5) / (12 * 11)).
    expect(interAnnotator!.n).toBe(6);
    expect(interAnnotator!.value).toBeCloseTo(1 - 2 / 12 / (70 / 132), 6);
    expect(interAnnotator!.lower).toBeLessThanOrEqual(interAnnotator!.value);
  });

  it("gold is answered as agreed or not", async () => {
    const pair = await makePair();
    await db().goldPair.create({
      data: { pairId: pair.id, verdict: "clashes", explanation: "Black keeps to itself." },
    });
    await opine(pair.id, "clashes", { slice: "gold", occasion: 2 });
    await opine(pair.id, "fits", { slice: "gold", occasion: 2 });
    await opine(pair.id, "fits");
    expect((await measured()).gold).toMatchObject({ value: 0.5, n: 2 });
  });
});
