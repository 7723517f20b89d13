import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { everythingSaved, flagOnScreen, pressOnNext } from "./judging";
import { openAs } from "./session";

const tiles = (page: Page) => page.locator("[data-product]");
const total = (page: Page) => page.getByRole("status").filter({ hasText: /garment/ });
const amount = async (page: Page) =>
  Number(/[\d,]+/.exec((await total(page).textContent()) ?? "")?.[0].replace(",", ""));

/** A word that several garments have, and not all. */
function sharedWord(titles: string[]): string {
  const counts = new Map<string, number>();
  for (const title of titles) {
    for (const word of new Set(title.toLowerCase().match(/\b[a-z]{5,}\b/g)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const shared = [...counts].find(([, count]) => count > 2 && count < titles.length / 2);
  if (!shared) throw new Error("no two garments on the first page share a word");
  return shared[0];
}

test("a reviewer finds a garment by typing, arrows and Enter alone, and comes back to it", async ({ page }) => {
  await openAs(page, "reviewer", "/catalogue");
  await tiles(page).first().waitFor();
  const all = await amount(page);
  const word = sharedWord(await tiles(page).allTextContents());
  // The thumbnails are there before the keys are.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search the catalogue" })).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.type(word);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`q=${word}`, "i"));
  await expect(page.getByRole("list", { name: "Chosen filters" })).toContainText(word);
  await expect(async () => expect(await amount(page)).toBeLessThan(all)).toPass();
  await page.locator("h1:visible").click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const second = await tiles(page).nth(1).getAttribute("data-product");
  await expect(page.locator(`[data-product="${second}"]`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/catalogue/${second}$`));
  await expect(page.getByRole("heading", { name: "Goes with" })).toBeVisible();
  await page.keyboard.press("b");
  await expect(page.locator(`[data-product="${second}"]`)).toBeFocused();
});

test("filters stand in the address, narrow each other down and come off again", async ({ page }) => {
  await openAs(page, "reviewer", "/catalogue");
  const all = await amount(page);
  const colour = page.getByRole("group", { name: "Colour" });
  await colour.getByRole("checkbox").first().check();
  await expect(page).toHaveURL(/a\.colour=/);
  await expect(async () => expect(await amount(page)).toBeLessThan(all)).toPass();
  const one = await amount(page);
  const addressOfOne = page.url();
  await colour.getByRole("checkbox", { checked: false }).first().check();
  await expect(async () => expect(await amount(page)).toBeGreaterThan(one)).toPass();
  await expect(page).not.toHaveURL(addressOfOne);
  await page.reload();
  await expect(colour.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await page.getByRole("button", { name: "Take all off" }).click();
  await expect(async () => expect(await amount(page)).toBe(all)).toPass();
});

test("thousands of thumbnails are scrolled without a jump in layout", async ({ page }) => {
  await openAs(page, "reviewer", "/catalogue");
  await tiles(page).first().waitFor();
  await page.evaluate(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const before = await tiles(page).count();
  for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, 1_500);
  await expect(async () => {
    // What came meanwhile lies further down.
    await page.mouse.wheel(0, 1_500);
    expect(await tiles(page).count()).toBeGreaterThan(before);
    expect(page.url()).toMatch(/after=/);
  }).toPass();
  expect(await page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen.shift)).toBeLessThan(0.1);
  const ids = await tiles(page).evaluateAll((all) => all.map((tile) => (tile as HTMLElement).dataset.product));
  expect(new Set(ids).size).toBe(ids.length);
});

test("a link into the middle begins there, and what comes before is one press away", async ({ page }) => {
  await openAs(page, "reviewer", "/catalogue");
  await tiles(page).first().waitFor();
  const first = await page.request.get("/api/catalogue/products?after=w1.0");
  const { next, tiles: before } = await first.json();
  await page.goto(`/catalogue?after=${encodeURIComponent(next)}`);
  const last = page.locator(`[data-product="${before.at(-1).id}"]`);
  await expect(tiles(page).first()).toBeInViewport();
  await expect(last).toHaveCount(0);
  await page.getByRole("button", { name: "Show earlier ones" }).click();
  await expect(last).toHaveCount(1);
});

test("a correction is told with its maker on the garment's page, and undone there", async ({ page }) => {
  const leased: { taskId: string; product: { id: string } }[] = [];
  await page.route("**/api/queue/flags/lease", async (route) => {
    const response = await route.fetch();
    leased.push(...(await response.json()).tasks);
    await route.fulfill({ response });
  });
  await openAs(page, "reviewer", "/review");
  const flag = await flagOnScreen(page, "category");
  await pressOnNext(page, "t");
  await everythingSaved(page);
  const product = leased.find(({ taskId }) => taskId === flag)?.product.id;
  await page.unrouteAll({ behavior: "wait" });
  await page.goto(`/catalogue?is=corrected&q=${encodeURIComponent(product ?? "")}`);
  await page.locator(`#main [data-product="${product}"]`).click();
  await expect(page.getByText(/Corrected by .*took the proposal/)).toBeVisible();
  await page.getByRole("button", { name: "Undo the correction of category" }).click();
  await expect(page.getByText(/Earlier corrections: \d+/)).toBeVisible();
  // What a rule had said before stands again.
  await expect(page.getByText(/^Corrected by .*took the proposal/)).toHaveCount(0);
});

test("the catalogue fits a phone, filters in a sheet", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, "reviewer", "/catalogue");
  await tiles(page).first().waitFor();
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBe(0);
  await page.getByRole("button", { name: "Filter" }).click();
  await page
    .getByRole("dialog")
    .getByRole("checkbox", { name: /In stock/ })
    .check();
  await expect(page).toHaveURL(/stock=in/);
  await page.goto("/catalogue");
  await tiles(page).first().click();
  await page.getByRole("heading", { name: "Goes with" }).waitFor();
  expect(await overflow()).toBe(0);
});
