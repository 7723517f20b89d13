import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { everythingSaved, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

/** Waits until this browser could draw the page by itself. */
const untilKept = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const shell = await caches.open("toile-shell");
        const paths = (await shell.keys()).map(({ url }) => new URL(url).pathname);
        return (
          (await navigator.serviceWorker.ready).active !== null &&
          paths.includes("/pairs") &&
          paths.includes("/pairs/complete")
        );
      }),
    )
    .toBe(true);

test("pairs that were taken along are judged in airplane mode, through a reload, and stored on return", async ({
  page,
  context,
}) => {
  await openAs(page, "stylist", "/pairs");
  await taskOnScreen(page);
  await untilKept(page);
  await page.keyboard.press("t");
  await expect(page.getByText(/\d+ along until \d\d:\d\d/)).toBeVisible({ timeout: 60_000 });
  await everythingSaved(page);
  await context.setOffline(true);
  const answered = [await pressOnNext(page, "f")];
  await page.reload();
  for (const key of ["c", "f", "n"]) answered.push(await pressOnNext(page, key));
  await taskOnScreen(page);
  await expect(page.locator("[data-task] img").first()).toHaveJSProperty("complete", true);
  expect(new Set(answered).size, "none is asked twice").toBe(answered.length);
  // The question why stands where the count does.
  await page.keyboard.press("Enter");
  await expect(page.getByText(/4 waiting/)).toBeVisible();
  await context.setOffline(false);
  await everythingSaved(page);
  const stored = await page.request.get("/api/labels/mine?limit=10");
  const tasks = (await stored.json()).labels.map(({ taskId }: { taskId: string }) => taskId);
  expect(tasks).toEqual(expect.arrayContaining(answered));
  await page.getByRole("button", { name: "Give back the rest" }).click();
  await expect(page.getByRole("button", { name: /^Take 200 along/ })).toBeVisible();
  await everythingSaved(page);
});

test("Complete is drawn without a network too, and the way between the two stays open", async ({ page, context }) => {
  await openAs(page, "stylist", "/pairs/complete");
  const set = await taskOnScreen(page);
  await untilKept(page);
  await context.setOffline(true);
  await page.reload();
  expect(await taskOnScreen(page)).toBe(set);
  await pressOnNext(page, "Enter");
  await expect(page.getByText(/kept here, 1 waiting/)).toBeVisible();
  await context.setOffline(false);
  await everythingSaved(page);
});

test("two tabs of one person share no pair, and what one holds back the other does not send", async ({
  page,
  context,
}) => {
  await openAs(page, "stylist", "/pairs");
  await pressOnNext(page, "c");
  const sent: string[] = [];
  const other = await context.newPage();
  other.on("request", (request) => {
    if (request.url().endsWith("/api/labels/pairs")) sent.push(request.postData() ?? "");
  });
  await other.goto("/pairs");
  const theirs = await taskOnScreen(other);
  expect(theirs).not.toBe(await taskOnScreen(page));
  await pressOnNext(other, "f");
  await everythingSaved(other);
  expect(sent, "the other tab sends its own answer alone").toHaveLength(1);
  await page.keyboard.press("1");
  await everythingSaved(page);
});

test("signing out leaves no page, photo or pair of this person on the device", async ({ page }) => {
  await openAs(page, "manager", "/pairs");
  await taskOnScreen(page);
  await untilKept(page);
  await page.locator("summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  const left = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
    const shells = (await caches.has("toile-shell")) ? await (await caches.open("toile-shell")).keys() : [];
    const photos = (await caches.has("toile-photos")) ? await (await caches.open("toile-photos")).keys() : [];
    return {
      tasks: names.filter((name) => name.startsWith("toile-tasks-")),
      shells: shells.length,
      photos: photos.length,
    };
  });
  expect(left).toEqual({ tasks: [], shells: 0, photos: 0 });
});
