import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock, withLock } from "@/bin/instance/lock-file";
import { isRunning, thisProcess } from "@/bin/instance/process-identity";
import { scratchHome } from "../../support/scratch-home";

let home: ReturnType<typeof scratchHome>;
let file: string;
beforeEach(() => {
  home = scratchHome();
  file = join(home.folder, "lock");
});
afterEach(() => home.remove());

test("a lock names its holder to the next one, and is free again after its release", () => {
  const lock = tryLock(file);
  expect(tryLock(file)).toEqual(thisProcess());
  if ("release" in lock) lock.release();
  expect(existsSync(file)).toBe(false);
});

test("the lock of a process that is gone is taken over", () => {
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, began: "1" }));
  expect(tryLock(file)).toHaveProperty("release");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(thisProcess());
});

test("a process id that was used again does not keep a lock", () => {
  expect(isRunning({ pid: process.pid, began: "another moment" })).toBe(false);
  writeFileSync(file, JSON.stringify({ pid: process.pid, began: "another moment" }));
  expect(tryLock(file)).toHaveProperty("release");
});

test("an empty lock file, left by a full disk, is taken over", () => {
  writeFileSync(file, "");
  expect(tryLock(file)).toHaveProperty("release");
});

test("work under one lock runs one at a time", async () => {
  let inside = 0;
  let most = 0;
  const work = () =>
    withLock(file, 5_000, async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 10));
      inside -= 1;
    });
  await Promise.all([work(), work(), work()]);
  expect(most).toBe(1);
});

test("work that fails gives the lock back", async () => {
  await expect(withLock(file, 100, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(existsSync(file)).toBe(false);
});
