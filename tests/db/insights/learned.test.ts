import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { learned } from "@/lib/insights/learned/data";
import { newsHours } from "@/lib/insights/learned/rules";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeModelVersion, makePair, makeUser } from "../../support/factories";
import { opine } from "../labels/opinions";

const hourMs = 3_600_000;
const now = new Date();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs);
const figure = (value: number) => ({ value, lower: value - 0.02, upper: value + 0.02, n: 200 });
const metrics = (value: number) => ({ figures: { "auc.sameFamilySeason": figure(value) } });
const stylist = () => makeAllowed("stylist", "judge-pairs");
let ana: Awaited<ReturnType<typeof stylist>>;

async function version(number: number, hours: number, value: number, parentId?: string) {
  const row = await makeModelVersion("compatibility", {
    number,
    parentId,
    createdAt: hoursAgo(hours),
    metrics: metrics(value),
  });
  await db().datasetSnapshot.update({ where: { id: row.snapshotId }, data: { createdAt: hoursAgo(hours + 1) } });
  return row;
}

beforeAll(async () => {
  ana = await stylist();
  const first = await version(12, 80, 0.64);
  const answer = async (hours: number, data: Parameters<typeof opine>[2] = {}, verdict: "fits" | "unsure" = "fits") =>
    opine((await makePair()).id, verdict, { createdAt: hoursAgo(hours), ...data });
  await answer(100);
  await answer(20, { userId: ana.userId });
  await answer(20);
  await answer(20);
  await answer(20, {}, "unsure");
  await answer(20, { slice: "gold", occasion: 2 });
  await answer(20, { supersededAt: now });
  await answer(1);
  await version(13, 10, 0.65, first.id);
});

it("tells what the newest version learned that its parent did not know, whose it was, and what came of it", async () => {
  expect(await learned(ana, now)).toMatchObject({
    version: 13,
    answers: 3,
    own: 1,
    before: { value: 0.64 },
    after: { value: 0.65 },
  });
  expect(await learned(await stylist(), now)).toMatchObject({ answers: 3, own: 0 });
});

it("is no news after two days, nor when no answer was new", async () => {
  expect(await learned(ana, new Date(now.getTime() + (newsHours - 9) * hourMs))).toBeNull();
  const parent = await db().modelVersion.findFirstOrThrow({ where: { number: 13 } });
  const again = await version(14, 0.1, 0.65, parent.id);
  await db().datasetSnapshot.update({ where: { id: again.snapshotId }, data: { createdAt: hoursAgo(11) } });
  expect(await learned(ana, now)).toBeNull();
});

it("a first version is told without a comparison", async () => {
  await version(15, 0.05, 0.66);
  expect(await learned(ana, now)).toMatchObject({ version: 15, before: null, after: { value: 0.66 } });
});

it("is not for whoever may not sign in", async () => {
  const user = await makeUser("stylist", { disabledAt: now });
  expect(await allow(user.id, "judge-pairs")).toMatchObject({ code: "sign-in" });
});
