import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "../support/e2e";
import { everythingSaved, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

/** The process of the instance's web server, found by what it was started with. */
function webServer(): number {
  const home = `TOILE_HOME=${process.env.TOILE_E2E_HOME}`;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const isWeb = readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("next-server");
      if (isWeb && readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(home)) return Number(pid);
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error("The web server of the instance was not found.");
}

test("a web server that is killed in mid-answer loses no answer and counts none twice", async ({ page }) => {
  test.skip(process.platform !== "linux", "processes are found through /proc");
  await openAs(page, "stylist", "/pairs");
  await taskOnScreen(page);
  await everythingSaved(page);
  const today = async () => Number(/today (\d+)/.exec((await page.locator("body").textContent()) ?? "")?.[1] ?? 0);
  const before = await today();
  const killed = webServer();
  const answered = [await pressOnNext(page, "f")];
  process.kill(killed, "SIGKILL");
  for (const key of ["c", "f"]) answered.push(await pressOnNext(page, key));
  await everythingSaved(page);
  expect(webServer(), "it was started again").not.toBe(killed);
  await page.reload();
  await taskOnScreen(page);
  expect(await today(), "every answer is stored, once").toBe(before + answered.length);
});
