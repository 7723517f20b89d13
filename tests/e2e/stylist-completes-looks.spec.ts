import { expect, test } from "../support/e2e";
import { everythingSaved, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

test("a stylist completes looks with the keyboard alone, takes one back whole and sends it again", async ({ page }) => {
  await openAs(page, "stylist", "/pairs");
  await taskOnScreen(page);
  await page.keyboard.press("m");
  await expect(page).toHaveURL(/\/pairs\/complete$/);
  const first = await taskOnScreen(page);
  await everythingSaved(page);
  const today = async () => Number(/today (\d+)/.exec((await page.locator("body").textContent()) ?? "")?.[1] ?? 0);
  const before = await today();
  const candidates = page.getByRole("checkbox");
  const size = await candidates.count();
  await page.keyboard.press("1");
  await expect(candidates.first()).toBeChecked();
  await page.keyboard.press("1");
  await expect(candidates.first()).not.toBeChecked();
  await page.keyboard.press("1");
  await pressOnNext(page, "Enter");
  await everythingSaved(page);
  expect(await today(), "each candidate is a judgement").toBe(before + size);
  await page.keyboard.press("u");
  await expect(page.locator(`[data-task="${first}"]`)).toBeVisible();
  await everythingSaved(page);
  expect(await today()).toBe(before);
  await taskOnScreen(page);
  await expect(candidates.first(), "it comes back as it was sent").toBeChecked();
  await candidates.nth(1).press("Space");
  await pressOnNext(page, "Enter");
  await everythingSaved(page);
  await page.keyboard.press("y");
  const answers = page.getByRole("list", { name: "My answers" }).getByRole("listitem");
  await expect(answers.filter({ hasText: "in a set" }).filter({ hasText: "Fits" })).not.toHaveCount(0);
});

test("Complete works with a finger on a phone, and nothing hangs over the edge", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, "stylist", "/pairs/complete");
  const set = await taskOnScreen(page);
  const candidate = page
    .locator("label")
    .filter({ has: page.getByRole("checkbox") })
    .first();
  const box = await candidate.boundingBox();
  expect(box?.height ?? 0, "the whole candidate is the target").toBeGreaterThan(100);
  await candidate.click();
  await expect(page.getByRole("checkbox").first()).toBeChecked();
  const overhang = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overhang()).toBe(0);
  await page.getByRole("button", { name: /Send, 1 picked/ }).click();
  await expect(page.locator(`[data-task="${set}"]`)).toHaveCount(0);
  await everythingSaved(page);
});
