import { afterAll, beforeEach, expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { closeJobs, jobSender, send } from "@/lib/jobs/boss";
import { jobNames } from "@/lib/jobs/contracts";
import { handles, registryOf } from "@/lib/jobs/registry";
import { drainJobs } from "@/lib/jobs/worker";

afterAll(closeJobs);
beforeEach(async () => {
  await (await jobSender()).clearStorage();
});

const waiting = async () =>
  db().$queryRaw<{ name: string; key: string }[]>`
    SELECT name, singleton_key AS key FROM pgboss.job WHERE state = 'created' ORDER BY name, singleton_key`;

it("a job exists when its transaction is kept", async () => {
  await inTx((tx) => send(tx, "rank", { head: "category" }));
  expect(await waiting()).toEqual([{ name: "rank", key: "category" }]);
});

it("a job is gone with the transaction that is rolled back", async () => {
  const work = inTx(async (tx) => {
    await send(tx, "rank", { head: "category" });
    throw new Error("the change failed");
  });
  await expect(work).rejects.toThrow("the change failed");
  expect(await waiting()).toEqual([]);
});

it("a twin of a waiting job is not stored, one for another head is", async () => {
  await inTx(async (tx) => {
    await send(tx, "rank", { head: "category" });
    await send(tx, "rank", { head: "category" });
    await send(tx, "rank", { head: "compatibility" });
  });
  expect(await waiting()).toEqual([
    { name: "rank", key: "category" },
    { name: "rank", key: "compatibility" },
  ]);
});

it("draining runs what waits, also what the jobs themselves send, and tells what failed", async () => {
  const done: string[] = [];
  const registry = registryOf([
    ...jobNames
      .filter((name) => name !== "embed" && name !== "rank")
      .map((name) => handles(name, async () => void done.push(name))),
    handles("embed", async () => {
      done.push("embed");
      await inTx((tx) => send(tx, "rank", { head: "compatibility" }));
    }),
    handles("rank", async ({ head }) => {
      done.push(`rank ${head}`);
      if (head === "category") throw new Error("no flags today");
    }),
  ]);
  await inTx(async (tx) => {
    await send(tx, "embed", {});
    await send(tx, "rank", { head: "category" });
  });
  const failures = await drainJobs(registry, new AbortController().signal);
  expect(done.sort()).toEqual(["embed", "rank category", "rank compatibility"]);
  expect(failures).toEqual([{ name: "rank", reason: "no flags today" }]);
});
