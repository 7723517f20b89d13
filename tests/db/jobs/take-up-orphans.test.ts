import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { closeJobs, jobSender, send } from "@/lib/jobs/boss";
import { takeUpOrphans } from "@/lib/jobs/take-up-orphans";

afterAll(closeJobs);
beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().workerHeartbeat.deleteMany();
});

/** A job that some worker took up `ago` seconds before now, after so many retries. */
async function takenUp({ ago, retries = 0 }: { ago: number; retries?: number }): Promise<void> {
  await inTx((tx) => send(tx, "rank", { head: "category" }));
  await (await jobSender()).fetch("rank");
  await db().$executeRaw`
    UPDATE pgboss.job SET started_on = now() - make_interval(secs => ${ago}), retry_count = ${retries}`;
}

/** A worker that began and last beat so many seconds ago. */
const worker = (began: number, beat: number) =>
  db().$executeRaw`
    INSERT INTO "WorkerHeartbeat" (id, host, pid, "startedAt", "heartbeatAt")
    VALUES (${randomUUID()}::uuid, 'here', 1, now() - make_interval(secs => ${began}), now() - make_interval(secs => ${beat}))`;

const states = async () =>
  (await db().$queryRaw<{ state: string }[]>`SELECT state::text FROM pgboss.job`).map(({ state }) => state);

it("what a killed worker held waits again as soon as only younger workers live, and is fetched at once", async () => {
  await takenUp({ ago: 60 });
  await worker(90, 40);
  await worker(30, 1);
  expect(await takeUpOrphans()).toEqual(["rank"]);
  expect(await states()).toEqual(["retry"]);
  expect(await takeUpOrphans()).toEqual([]);
  expect(await (await jobSender()).fetch("rank")).toHaveLength(1);
});

it("what a living worker may hold is left alone, and so is everything while no worker lives", async () => {
  await takenUp({ ago: 60 });
  await worker(90, 1);
  await worker(30, 1);
  expect(await takeUpOrphans()).toEqual([]);
  await db().workerHeartbeat.deleteMany();
  expect(await takeUpOrphans()).toEqual([]);
  expect(await states()).toEqual(["active"]);
});

it("a job that was retried as often as it may be fails", async () => {
  await takenUp({ ago: 60, retries: 2 });
  await worker(30, 1);
  expect(await takeUpOrphans()).toEqual(["rank"]);
  expect(await states()).toEqual(["failed"]);
});
