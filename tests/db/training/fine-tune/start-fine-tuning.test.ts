import { afterAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { cancelFineTuning } from "@/lib/training/fine-tune/cancel-fine-tuning";
import { fineTunings } from "@/lib/training/fine-tune/data";
import { runFineTuning } from "@/lib/training/fine-tune/run-fine-tuning";
import { startFineTuning } from "@/lib/training/fine-tune/start-fine-tuning";
import { tuningWork } from "@/lib/training/fine-tune/tuning-work";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makeUser } from "@/tests/support/factories";

const admin = await makeAllowed("admin", "administer");
const waiting = async () => (await jobSender()).getQueueSize("fine-tune");
const entries = (action: string) => db().auditEntry.count({ where: { action } });
const never = new AbortController().signal;

afterAll(closeJobs);
beforeEach(async () => {
  await (await jobSender()).clearStorage();
  await db().fineTuning.deleteMany();
});

async function start(source = "dir:/nowhere/none.onnx"): Promise<string> {
  const started = await startFineTuning(admin, { source, seed: 3 });
  if (!started.ok) throw new Error(started.code);
  return started.value.id;
}
const newest = async () => (await fineTunings())[0]!;

it("a fine-tuning waits for a worker with its job and its audit row, and a second one is refused", async () => {
  const before = await entries("encoder.fine-tuning-started");
  await start();
  expect(await newest()).toMatchObject({ status: "queued", source: "dir:/nowhere/none.onnx", outcome: null });
  expect([await waiting(), (await entries("encoder.fine-tuning-started")) - before]).toEqual([1, 1]);
  expect(await startFineTuning(admin, {})).toMatchObject({ ok: false, code: "fine-tuning-active" });
  expect([await waiting(), (await entries("encoder.fine-tuning-started")) - before]).toEqual([1, 1]);
});

it("a source that names no encoder is refused, and without one the built-in encoder is taken", async () => {
  expect(await startFineTuning(admin, { source: "ftp://x" })).toMatchObject({ ok: false, code: "invalid" });
  expect(await fineTunings()).toEqual([]);
  expect(await startFineTuning(admin, {})).toMatchObject({ ok: true });
  expect((await newest()).source).toBe("builtin");
});

it("a manager does not start one", async () => {
  expect(await allow((await makeUser("manager")).id, "administer")).toMatchObject({ ok: false, code: "not-allowed" });
});

it("cancelling one that waits ends it, and asking twice is asking once", async () => {
  const id = await start();
  const before = await entries("encoder.fine-tuning-cancelled");
  expect(await cancelFineTuning(admin, { id })).toEqual({ ok: true, value: { id } });
  expect(await newest()).toMatchObject({ status: "cancelled", isCancelAsked: true });
  expect(await cancelFineTuning(admin, { id })).toMatchObject({ ok: false, code: "not-found" });
  expect(await cancelFineTuning(admin, { id: "none" })).toMatchObject({ ok: false, code: "not-found" });
  expect((await entries("encoder.fine-tuning-cancelled")) - before).toBe(1);
  await runFineTuning(id, never);
  expect((await newest()).status).toBe("cancelled");
});

it("one under way is asked to stop; a worker that leaves at that moment does not bring it back", async () => {
  const id = await start();
  const held = (await tuningWork.claim(id))!;
  expect(await tuningWork.claim(id)).toBeNull();
  expect(await tuningWork.beat(held, { phase: "Learning" })).toEqual({ wish: null });
  expect(await cancelFineTuning(admin, { id })).toMatchObject({ ok: true });
  expect(await cancelFineTuning(admin, { id })).toMatchObject({ ok: true });
  expect(await tuningWork.beat(held, null)).toEqual({ wish: "cancel" });
  expect(await newest()).toMatchObject({ status: "running", progress: { phase: "Learning" } });
  await tuningWork.giveBack(held);
  expect(await newest()).toMatchObject({ status: "cancelled", progress: null });
});

it("one whose worker fell silent waits again, and the silent one's words count for nothing", async () => {
  const id = await start();
  const silent = (await tuningWork.claim(id))!;
  await tuningWork.takeUpLost();
  expect((await newest()).status).toBe("running");
  await db().fineTuning.update({ where: { id }, data: { heartbeatAt: new Date(Date.now() - 60_000) } });
  await (await jobSender()).clearStorage();
  await tuningWork.takeUpLost();
  expect([(await newest()).status, await waiting()]).toEqual(["queued", 1]);
  await tuningWork.claim(id);
  expect(await tuningWork.beat(silent, null)).toBeNull();
  await tuningWork.end(db(), silent, { status: "finished", reason: "from the grave" });
  expect(await newest()).toMatchObject({ status: "running", reason: null });
});

it("what can't be tuned ends with a sentence, and the next one may begin", async () => {
  const id = await start();
  await runFineTuning(id, never);
  expect(await newest()).toMatchObject({ status: "failed", reason: "There is no model file at /nowhere/none.onnx." });
  await start();
});
