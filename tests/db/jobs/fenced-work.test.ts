import { once } from "node:events";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { descriptionWork } from "@/lib/encoders/descriptions/description-work";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { tuningWork } from "@/lib/training/fine-tune/tuning-work";
import { runWork } from "@/lib/training/run/run-work";
import { asSystem } from "@/lib/users/allow";

const audit = { actor: asSystem("commandLine", "test").actor, action: "run.cancelled" } as const;
type Columns = { createdAt?: Date; attempts?: number };
const kinds = [
  {
    ...{ name: "a run", job: "train", work: runWork },
    start: () => db().run.create({ data: { head: "category", seed: 1 } }),
    set: (id: string, data: Columns) => db().run.update({ where: { id }, data }),
  },
  {
    ...{ name: "a fine-tuning", job: "fine-tune", work: tuningWork },
    start: () => db().fineTuning.create({ data: { source: "builtin", seed: 1 } }),
    set: (id: string, data: Columns) => db().fineTuning.update({ where: { id }, data }),
  },
  {
    ...{ name: "a change of descriptions", job: "change-descriptions", work: descriptionWork },
    start: () => db().descriptionChange.create({ data: { source: "builtin" } }),
    set: (id: string, data: Columns) => db().descriptionChange.update({ where: { id }, data }),
  },
];

beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().run.deleteMany();
  await db().fineTuning.deleteMany();
  await db().descriptionChange.deleteMany();
});
afterAll(closeJobs);

describe.each(kinds)("$name", ({ job, work, start, set }) => {
  const waiting = async () => (await jobSender()).getQueueSize(job);

  it("whose job was lost gets another one, once", async () => {
    const { id } = await start();
    expect(await work.takeUpLost()).toEqual([]);
    await set(id, { createdAt: new Date(Date.now() - 60_000) });
    expect(await work.takeUpLost()).toEqual([id]);
    expect(await work.takeUpLost()).toEqual([]);
    expect(await waiting()).toBe(1);
  });

  it("that somebody cancels in the last moment does not finish", async () => {
    const { id } = await start();
    const held = (await work.claim(id))!;
    expect(await work.cancel(id, audit)).toEqual({ ok: true, value: { id } });
    expect(await inTx((tx) => work.finish(tx, held))).toBe(false);
    expect(await set(id, {})).toMatchObject({ status: "cancelled", finishedAt: expect.any(Date) });
  });

  it("is given back uncounted by a worker that stops, counted by one whose process died, and not after the last", async () => {
    const { id } = await start();
    await work.giveBack((await work.claim(id))!);
    expect(await set(id, {})).toMatchObject({ status: "queued", attempts: 0, reason: null });
    await work.giveBack((await work.claim(id))!, "It was killed.");
    expect(await set(id, {})).toMatchObject({ status: "queued", attempts: 1, reason: "It was killed." });
    expect(await waiting()).toBe(1);
    await set(id, { attempts: 3 });
    expect(await work.claim(id)).toBeNull();
  });

  it("of a nonsense id is not found", async () => {
    expect(await work.cancel("nonsense", audit)).toMatchObject({ ok: false, code: "not-found" });
  });
});

it("work that another worker took up is left by the one that was silent", async () => {
  const { id } = await db().fineTuning.create({ data: { source: "builtin", seed: 1 } });
  const silent = (await tuningWork.claim(id))!;
  await db().fineTuning.update({ where: { id }, data: { heartbeatAt: new Date(0) } });
  await tuningWork.takeUpLost();
  await tuningWork.claim(id);
  const watch = tuningWork.watch(silent, new AbortController().signal);
  await once(watch.signal, "abort");
  await watch.end();
  expect(watch.why()).toBe("lost");
  await tuningWork.leave(silent, "stopping");
  expect(await inTx((tx) => tuningWork.finish(tx, silent))).toBe(false);
  expect(await db().fineTuning.findUnique({ where: { id } })).toMatchObject({ status: "running", attempts: 2 });
});
