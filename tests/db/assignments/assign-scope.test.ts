import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { assignScope } from "@/lib/assignments/assign-scope";
import { assignments, scopeOfPerson } from "@/lib/assignments/data";
import { removeGroup } from "@/lib/assignments/groups/remove-group";
import { saveGroup } from "@/lib/assignments/groups/save-group";
import { db } from "@/lib/db";
import { flagGroups } from "@/lib/flags/grid/data";
import { leaseFlags, leasePairs } from "@/lib/queue/lease";
import { leaseSets } from "@/lib/queue/lease-sets";
import { allow } from "@/lib/users/allow";
import {
  allowed,
  makeAllowed,
  makeCategory,
  makeFlag,
  makePair,
  makeProduct,
  makeRanking,
  makeTask,
  makeUser,
} from "@/tests/support/factories";

const manager = () => makeAllowed("manager", "oversee");
const word = (text: string) => `${text} ${randomUUID().slice(0, 8)}`;
const tab = () => ({ leaseToken: randomUUID(), count: 5 });

/** Clothing over shoes, bags and dresses; shoe–dress, bag–dress, shoe–bag and dress–dress pairs, ranked in this order. */
async function makeHouse() {
  await db().task.updateMany({ where: { doneAt: null, withdrawnAt: null }, data: { withdrawnAt: new Date() } });
  const root = await makeCategory({ level: 0, isTarget: false, name: word("Accessories") });
  const [shoes, bags] = await Promise.all(
    ["Shoes", "Bags"].map((name) => makeCategory({ name: word(name), parentId: root.id })),
  );
  const dresses = await makeCategory({ name: word("Dresses") });
  const spring = word("Spring");
  const product = (categoryId: number, season?: string) => makeProduct({ categoryId, season });
  const [shoe, bag] = [await product(shoes!.id), await product(bags!.id)];
  const [dress, springDress] = [await product(dresses.id), await product(dresses.id, spring)];
  const pairs = [
    [shoe, dress],
    [bag, dress],
    [shoe, bag],
    [dress, springDress],
  ] as const;
  const tasks: string[] = [];
  for (const [a, b] of pairs)
    tasks.push((await makeTask({ pairId: (await makePair({ productAId: a.id, productBId: b.id })).id })).id);
  await makeRanking(tasks);
  return { root, shoes: shoes!, bags: bags!, dresses, spring, tasks, dress, shoe };
}

const asked = async (by: Awaited<ReturnType<typeof stylist>>) =>
  (await leasePairs(by, tab())).tasks.map(({ taskId }) => taskId);
const stylist = () => makeAllowed("stylist", "judge-pairs");

describe("what is assigned", () => {
  it("is all that a person is asked about: pairs with a garment of it, in rank order", async () => {
    const { shoes, tasks } = await makeHouse();
    const by = await stylist();
    await assignScope(await manager(), { assignee: { userId: by.userId }, categoryIds: [shoes.id], seasons: [] });
    expect(await asked(by)).toEqual([tasks[0], tasks[2]]);
    expect(await asked(await stylist())).toEqual([tasks[1], tasks[3]]);
  });

  it("to a category holds for those below it, and to a group for its people alone", async () => {
    const { root, tasks } = await makeHouse();
    const [member, other] = [await stylist(), await stylist()];
    const by = await manager();
    const made = await saveGroup(by, { name: word("Accessories team"), memberIds: [member.userId] });
    const groupId = made.ok ? made.value.groupId : "";
    await assignScope(by, { assignee: { groupId }, categoryIds: [root.id], seasons: [] });
    expect(await asked(member)).toEqual(tasks.slice(0, 3));
    expect(await asked(other)).toEqual([tasks[3]]);
  });

  it("may be a collection, beside a category of one's own", async () => {
    const { bags, spring, tasks } = await makeHouse();
    const by = await stylist();
    const seasons = [spring];
    await assignScope(await manager(), { assignee: { userId: by.userId }, categoryIds: [bags.id], seasons });
    expect(await asked(by)).toEqual(tasks.slice(1));
    expect((await scopeOfPerson(by))?.sort()).toEqual([bags.name, spring].sort());
  });

  it("taken back, everything is asked again", async () => {
    const { shoes, tasks } = await makeHouse();
    const by = await stylist();
    const assignee = { userId: by.userId };
    await assignScope(await manager(), { assignee, categoryIds: [shoes.id], seasons: [] });
    await assignScope(await manager(), { assignee, categoryIds: [], seasons: [] });
    expect(await asked(by)).toEqual(tasks);
    expect(await scopeOfPerson(by)).toBeNull();
  });

  it("leaves what a person holds with them", async () => {
    const { shoes, tasks } = await makeHouse();
    const by = await stylist();
    const request = tab();
    await leasePairs(by, request);
    await assignScope(await manager(), { assignee: { userId: by.userId }, categoryIds: [shoes.id], seasons: [] });
    expect((await leasePairs(by, request)).tasks.map(({ taskId }) => taskId)).toEqual(tasks);
  });

  it("holds for sets: every pair of one has a garment of it", async () => {
    const { shoes, tasks } = await makeHouse();
    const by = await stylist();
    await assignScope(await manager(), { assignee: { userId: by.userId }, categoryIds: [shoes.id], seasons: [] });
    const { sets } = await leaseSets(by, { leaseToken: randomUUID(), count: 2 });
    const inSets = sets.flatMap(({ candidates }) => candidates.map(({ taskId }) => taskId));
    expect(inSets.sort()).toEqual([tasks[0], tasks[2]].sort());
  });

  it("does not keep a repeat from the person whose answer it repeats", async () => {
    const { bags, dress, shoe } = await makeHouse();
    const by = await stylist();
    await assignScope(await manager(), { assignee: { userId: by.userId }, categoryIds: [bags.id], seasons: [] });
    const pair = await db().pair.findFirstOrThrow({
      where: { productAId: { in: [dress.id, shoe.id] }, productBId: { in: [dress.id, shoe.id] } },
    });
    const own = await makeTask({ pairId: pair.id, occasion: 1, slice: "repeat", forUserId: by.userId });
    const live = await db().liveRanking.findUniqueOrThrow({ where: { head: "compatibility" } });
    await db().rankEntry.create({ data: { rankingId: live.rankingId, taskId: own.id, rank: 0 } });
    expect(await asked(by)).toContain(own.id);
  });

  it("holds in Review, one by one and many at once", async () => {
    const { shoes, shoe, dress, dresses } = await makeHouse();
    const reviewer = await makeUser("reviewer");
    const by = await allowed(reviewer, "judge-flags");
    const [ofShoe, ofDress] = [await makeFlag({ productId: shoe.id }), await makeFlag({ productId: dress.id })];
    const tasks = [];
    for (const flag of [ofDress, ofShoe])
      tasks.push((await makeTask({ head: "category", flagId: flag.id, pairId: null })).id);
    await makeRanking(tasks, { head: "category" });
    await assignScope(await manager(), { assignee: { userId: by.userId }, categoryIds: [shoes.id], seasons: [] });
    const counted = (await flagGroups(by)).reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(1);
    expect((await leaseFlags(by, tab())).tasks.map(({ taskId }) => taskId)).toEqual([tasks[1]]);
    expect(dresses.id).not.toBe(shoes.id);
  });
});

describe("assigning", () => {
  it("leaves a trail that says what it was before, and none when nothing changed", async () => {
    const { shoes, bags } = await makeHouse();
    const by = await manager();
    const { id } = await makeUser();
    const draft = { assignee: { userId: id }, categoryIds: [shoes.id], seasons: [] };
    await assignScope(by, draft);
    await assignScope(by, draft);
    await assignScope(by, { ...draft, categoryIds: [bags.id, bags.id] });
    const trail = await db().auditEntry.findMany({ where: { subjectId: id }, orderBy: { at: "asc" } });
    expect(trail).toMatchObject([
      {
        action: "assignment.changed",
        actorId: by.userId,
        before: { categoryIds: [] },
        after: { categoryIds: [shoes.id] },
      },
      { before: { categoryIds: [shoes.id] }, after: { categoryIds: [bags.id] } },
    ]);
  });

  it("refuses whom and what is not there, and what is finer than products are filed", async () => {
    const { shoes } = await makeHouse();
    const by = await manager();
    const { id } = await makeUser();
    const fine = await makeCategory({ level: 2, isTarget: false, name: word("Sandals"), parentId: shoes.id });
    const scope = (categoryIds: number[], userId = id) =>
      assignScope(by, { assignee: { userId }, categoryIds, seasons: [] });
    expect(await scope([shoes.id], randomUUID())).toMatchObject({ ok: false, code: "not-found" });
    expect(await scope([99_999_999])).toMatchObject({ ok: false, code: "invalid" });
    expect(await scope([fine.id])).toMatchObject({ ok: false, detail: expect.stringContaining(fine.name) });
    expect(await db().assignment.count({ where: { userId: id } })).toBe(0);
  });

  it("says how much is open, and what nobody is asked about", async () => {
    const { shoes } = await makeHouse();
    await db().user.updateMany({ data: { disabledAt: new Date() } });
    const by = await manager();
    const person = await makeUser();
    const only = { categoryIds: [shoes.id], seasons: [] };
    await assignScope(by, { assignee: { userId: person.id }, ...only });
    await assignScope(by, { assignee: { userId: by.userId }, ...only });
    const { assigned, unasked } = await assignments(by);
    expect(assigned.find(({ name }) => name === person.name)).toMatchObject({
      people: 1,
      open: { pairs: 2, flags: 0 },
    });
    expect(unasked.pairs).toBe(2);
    await makeUser("stylist");
    expect((await assignments(by)).unasked.pairs).toBe(0);
  });

  it("is not a stylist's", async () => {
    expect(await allow((await makeUser("stylist")).id, "oversee")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});

describe("a group", () => {
  it("is changed with a trail, under a name of its own", async () => {
    const by = await manager();
    const [ana, ben] = [await makeUser(), await makeUser()];
    const name = word("Knitwear");
    const made = await saveGroup(by, { name, memberIds: [ana.id] });
    if (!made.ok) throw new Error(made.detail);
    const { groupId: id } = made.value;
    expect(await saveGroup(by, { name, memberIds: [] })).toMatchObject({ ok: false, code: "invalid" });
    expect(await saveGroup(by, { id, name, memberIds: [randomUUID()] })).toMatchObject({ ok: false, code: "invalid" });
    await saveGroup(by, { id, name, memberIds: [ben.id] });
    await saveGroup(by, { id, name, memberIds: [ben.id] });
    const trail = await db().auditEntry.findMany({ where: { subjectId: id }, orderBy: { at: "asc" } });
    expect(trail.map(({ action }) => action)).toEqual(["group.made", "group.changed"]);
    expect(trail[1]).toMatchObject({ before: { memberIds: [ana.id] }, after: { memberIds: [ben.id] } });
  });

  it("is removed with what was assigned to it; asked twice it is gone", async () => {
    const { shoes, tasks } = await makeHouse();
    const by = await manager();
    const member = await stylist();
    const made = await saveGroup(by, { name: word("Shoes"), memberIds: [member.userId] });
    const groupId = made.ok ? made.value.groupId : "";
    await assignScope(by, { assignee: { groupId }, categoryIds: [shoes.id], seasons: [] });
    expect(await removeGroup(by, { groupId })).toMatchObject({ ok: true });
    expect(await removeGroup(by, { groupId })).toMatchObject({ ok: false, code: "not-found" });
    expect(await asked(member)).toEqual(tasks);
    const [row] = await db().auditEntry.findMany({ where: { subjectId: groupId, action: "group.removed" } });
    expect(row?.before).toMatchObject({ memberIds: [member.userId], categoryIds: [shoes.id] });
  });
});
