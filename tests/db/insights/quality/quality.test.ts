import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { refreshAgreement } from "@/lib/insights/agreement/refresh-agreement";
import { namedFigures, namedFiguresNews, ownFigures, quality } from "@/lib/insights/quality/data";
import { setNamedFigures } from "@/lib/insights/quality/set-named-figures";
import { allow, asSystem } from "@/lib/users/allow";
import { allowed, makeAllowed, makeCategory, makePair, makeProduct, makeUser } from "../../../support/factories";
import { opine } from "../../labels/opinions";

const dayMs = 86_400_000;
const people = { ana: "", ben: "", cleo: "" };

/** A pair of a skirt and a shirt with these people's blind verdicts. */
async function judged(
  categoryIds: [number, number],
  verdicts: Partial<Record<keyof typeof people, "fits" | "clashes">>,
) {
  const [a, b] = await Promise.all(categoryIds.map((categoryId) => makeProduct({ categoryId })));
  const pair = await makePair({ productAId: a!.id, productBId: b!.id });
  for (const [name, verdict] of Object.entries(verdicts))
    await opine(pair.id, verdict, {
      userId: people[name as keyof typeof people],
      ...(verdict === "clashes" ? { reason: "colour" } : {}),
    });
  return pair;
}

beforeAll(async () => {
  for (const name of Object.keys(people) as (keyof typeof people)[])
    people[name] = (await makeUser("stylist", { name })).id;
  const [skirts, shirts, shoes] = await Promise.all(
    ["Skirts", "Shirts", "Shoes"].map((name) => makeCategory({ name })),
  );
  for (let i = 0; i < 4; i++) await judged([skirts!.id, shirts!.id], { ana: "fits", ben: "fits" });
  for (let i = 0; i < 2; i++) await judged([skirts!.id, shirts!.id], { ana: "fits", cleo: "clashes" });
  for (let i = 0; i < 6; i++) await judged([shoes!.id, shirts!.id], { ana: "clashes", ben: "clashes" });
  const settled = await judged([shoes!.id, shirts!.id], { ana: "fits", cleo: "clashes" });
  const by = await makeUser("manager");
  await db().adjudication.create({ data: { pairId: settled.id, verdict: "clashes", byId: by.id } });
  await judged([skirts!.id, shirts!.id], { ana: "fits" });
  const again = await db().label.findFirstOrThrow({ where: { userId: people.ben, verdict: "fits" } });
  await opine(again.pairId!, "fits", { userId: people.ben, occasion: 1, slice: "repeat" });
  await refreshAgreement(asSystem("job", "agreement"));
});

describe("the quality of answers", () => {
  it("is how often two people say the same, with what it rests on", async () => {
    const { pairwise, alpha } = await quality(await makeAllowed("manager", "oversee"));
    expect(pairwise).toMatchObject({ value: 10 / 13, n: 13 });
    expect(pairwise!.lower).toBeLessThan(pairwise!.value);
    // 26 values, of which 4 × 2 + 2 + 1 fit; three pairs differ.
    expect(alpha!.value).toBeCloseTo(1 - 6 / 26 / ((2 * 11 * 15) / (26 * 25)), 6);
  });

  it("shows where people differ, the surest first, and not where they agree", async () => {
    const { categories, reasons } = await quality(await makeAllowed("manager", "oversee"));
    expect(categories.map(({ names, differing }) => [names.join(" "), differing.value, differing.n])).toEqual([
      ["Shirts Skirts", 2 / 6, 6],
      ["Shirts Shoes", 1 / 7, 7],
    ]);
    // Fifteen clashes for their colour had another opinion beside them, three of those others said fits.
    expect(reasons).toMatchObject([{ reason: "colour", differing: { value: 3 / 15, n: 15 } }]);
  });

  it("puts each answer in its week", async () => {
    const { weeks } = await quality(await makeAllowed("manager", "oversee"));
    expect(weeks).toHaveLength(1);
    expect(weeks[0]).toMatchObject({ agreement: { n: 13 }, selfConsistency: { value: 1, n: 1 }, fits: null });
  });

  it("tells each person how they stand beside the others, a settled verdict before what others said", async () => {
    const { own, house, categories } = await ownFigures(await allowed({ id: people.ana }, "judge-pairs"));
    expect(own.withOthers).toMatchObject({ value: 10 / 13, n: 13 });
    expect(own.withConsensus).toMatchObject({ value: 10 / 13, n: 13 });
    expect(house.withOthers).toMatchObject({ n: 26 });
    expect(categories.map(({ names }) => names[1])).toEqual(["Skirts", "Shoes"]);
    const cleo = await ownFigures(await allowed({ id: people.cleo }, "judge-pairs"));
    expect(cleo.own.withOthers).toMatchObject({ value: 0, n: 3 });
    expect(cleo.own.withConsensus).toMatchObject({ value: 1 / 3, n: 3 });
    expect(await ownFigures(await makeAllowed("stylist", "judge-pairs"))).toMatchObject({ own: { withOthers: null } });
  });
});

describe("figures by name", () => {
  it("are off until an admin turns them on, which is written down once and told to who was here", async () => {
    const manager = await makeAllowed("manager", "oversee");
    const old = await makeUser("stylist", { createdAt: new Date(Date.now() - dayMs) });
    const stylist = await allowed(old, "judge-pairs");
    expect(await namedFigures()).toEqual({ isOn: false, since: null });
    expect(await quality(manager)).toMatchObject({ people: null });
    expect(await namedFiguresNews(stylist, new Date())).toBeNull();

    const admin = await makeAllowed("admin", "administer");
    for (let times = 0; times < 2; times++)
      expect(await setNamedFigures(admin, { isOn: true })).toEqual({ ok: true, value: { isOn: true } });
    const audit = await db().auditEntry.findMany({ where: { subjectId: "insights.namedFigures" } });
    expect(audit).toMatchObject([{ actorId: admin.userId, before: { isOn: false }, after: { isOn: true } }]);

    const shown = (await quality(manager)).people!;
    expect(shown.map(({ name }) => name)).toEqual(["ana", "ben", "cleo"]);
    expect(shown[1]).toMatchObject({ withOthers: { value: 1, n: 10 }, withOneself: { n: 1 }, withGold: null });
    expect(await namedFiguresNews(stylist, new Date())).toMatchObject({ isOn: true });
    expect(await namedFiguresNews(stylist, new Date(Date.now() + 15 * dayMs))).toBeNull();
    const newcomer = await makeUser("stylist", { createdAt: new Date(Date.now() + 1_000) });
    expect(await namedFiguresNews(await allowed(newcomer, "judge-pairs"), new Date())).toBeNull();
  });

  it("are for no manager to turn on", async () => {
    expect(await allow((await makeUser("manager")).id, "administer")).toMatchObject({ code: "not-allowed" });
  });
});
