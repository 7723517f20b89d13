import { expect, test } from "../support/e2e";
import { everythingSaved, pressOnNext } from "./judging";
import { openAs } from "./session";

test("answers given without a network wait on the device and are stored once it is back", async ({ page, context }) => {
  await openAs(page, "stylist", "/pairs");
  await pressOnNext(page, "f");
  await everythingSaved(page);
  await context.setOffline(true);
  await pressOnNext(page, "f");
  await pressOnNext(page, "f");
  await expect(page.getByText("2 answers wait for the network; keep going.")).toBeVisible();
  await context.setOffline(false);
  await everythingSaved(page);
});

test("two tabs of one person never show the same pair", async ({ page, context }) => {
  await openAs(page, "stylist", "/pairs");
  const first = await pressOnNext(page, "s");
  const other = await context.newPage();
  await other.goto("/pairs");
  const mine = await page.locator("[data-task][data-ready=true]").getAttribute("data-task");
  const theirs = await other.locator("[data-task][data-ready=true]").getAttribute("data-task");
  expect(theirs).not.toBe(mine);
  expect(theirs, "a skipped pair does not come back to who skipped it").not.toBe(first);
});
