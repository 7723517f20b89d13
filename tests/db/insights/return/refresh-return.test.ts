import { expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { returnOnLabels } from "@/lib/insights/return/data";
import { refreshReturn } from "@/lib/insights/return/refresh-return";
import { forgetRollups } from "@/lib/insights/rollup/follow-labels";
import { asSystem } from "@/lib/users/allow";
import { makeAllowed, makePair } from "@/tests/support/factories";
import { opine } from "../../labels/opinions";

const job = asSystem("job", "return");
const rows = () => db().tellingDay.findMany({ orderBy: [{ day: "asc" }, { kind: "asc" }, { slice: "asc" }] });
const told = async (estimate: number, verdict: "fits" | "clashes", createdAt?: Date) =>
  opine((await makePair()).id, verdict, { estimate, ...(createdAt ? { createdAt } : {}) });

it("follows answers and undos day by day, and built anew is the same", async () => {
  await told(0.5, "fits", new Date("2026-03-03T10:00:00Z"));
  await told(0.25, "fits", new Date("2026-03-04T10:00:00Z"));
  expect((await refreshReturn(job)).days).toBeNull();
  expect(await rows()).toMatchObject([
    { kind: "pair", slice: "ranked", n: 1, k: 0, bits: 1, squares: 1 },
    { kind: "pair", slice: "ranked", n: 1, k: 1, bits: 2, squares: 4 },
  ]);

  const today = await told(0.125, "fits");
  await told(0.5, "clashes", new Date());
  expect((await refreshReturn(job)).days).toBe(1);
  expect((await rows()).at(-1)).toMatchObject({ n: 2, k: 1, bits: 4, squares: 10 });

  // An undo of today changes the day of the answer, however long ago that is.
  await db().label.updateMany({
    where: { OR: [{ id: today.id }, { createdAt: { lt: new Date("2026-03-04T00:00:00Z") } }] },
    data: { supersededAt: new Date() },
  });
  expect((await refreshReturn(job)).days).toBe(2);
  const followed = await rows();
  expect(followed.map(({ n }) => n)).toEqual([1, 1]);
  await refreshReturn(job, { everything: true });
  expect(await rows()).toEqual(followed);
  expect((await refreshReturn(job, { apartMs: 60_000 })).days).toBe(0);
});

it("is what the page reads, which says until when it was counted", async () => {
  const by = await makeAllowed("manager", "oversee");
  await refreshReturn(job, { everything: true });
  expect((await returnOnLabels(by, {})).countedUntil).not.toBeNull();
  await inTx(forgetRollups);
  expect(await returnOnLabels(by, {})).toMatchObject({ slices: [], countedUntil: null });
});
