import type { Page } from "@playwright/test";
import { expect, signIn, test } from "../support/e2e";
import { everythingSaved } from "./judging";

test.describe.configure({ mode: "serial", timeout: 400_000 });

const tiles = (page: Page) => page.locator("#main").getByRole("option");
const heading = (page: Page) => page.locator("#main").getByRole("heading", { level: 1 });

type Group = { kind: string; attribute: string; given: string; proposed: string; count: number };

/** Opens the largest group of category flags of which nobody else holds one, once the demo's first training has raised one
 *  of this size. */
async function openLargest(page: Page, atLeast: number): Promise<number> {
  const ask = async (path: string) => (await page.request.get(path)).json();
  let group = "";
  let size = 0;
  await expect(async () => {
    const { groups }: { groups: Group[] } = await ask("/api/flags/groups");
    const large = groups.filter(({ kind, count }) => kind === "category" && count >= atLeast);
    for (const { kind, attribute, given, proposed, count } of large.sort((a, b) => b.count - a.count)) {
      group = new URLSearchParams({ kind, attribute, given, proposed }).toString();
      size = Math.min(30, count);
      const { flags }: { flags: { isHeld: boolean }[] } = await ask(`/api/flags/groups/page?${group}`);
      if (flags.length === size && flags.every(({ isHeld }) => !isHeld)) return;
    }
    throw new Error(`None of ${large.length} groups of ${atLeast} or more is free.`);
  }).toPass({ timeout: 180_000 });
  await page.goto(`/review/grid?${group}`);
  await expect(tiles(page)).toHaveCount(size);
  return size;
}

/** Settles until the page holds so many: it counts only after it has been in view for a moment. */
const settleTo = (page: Page, left: number, settle: () => Promise<void>) =>
  expect(async () => {
    await settle();
    await expect(tiles(page)).toHaveCount(left, { timeout: 2_000 });
  }).toPass();

test("a reviewer settles a group by keyboard, and takes the whole step back", async ({ page }) => {
  await signIn(page, "reviewer");
  const size = await openLargest(page, 3);
  const title = await heading(page).textContent();
  const [given, proposed] = (title ?? "").split(" → ");
  await tiles(page).first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText(`2 products will move from ${given} to ${proposed}.`)).toBeVisible();
  await settleTo(page, size - 2, () => page.keyboard.press("t"));
  await everythingSaved(page);
  await page.keyboard.press("u");
  await everythingSaved(page);
  await expect(tiles(page)).toHaveCount(size);
});

test("a finger selects and settles too", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, hasTouch: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(page, "reviewer");
  const size = await openLargest(page, 3);
  await tiles(page).first().tap();
  await settleTo(page, size - 1, () => page.getByRole("button", { name: /^Keep .* for 1/ }).tap({ timeout: 2_000 }));
  await everythingSaved(page);
  await context.close();
});

test("what was settled is in the catalogue after a reload, and the rest of the page is kept with one key", async ({
  page,
}) => {
  await signIn(page, "reviewer");
  const size = await openLargest(page, 2);
  const title = await heading(page).textContent();
  await tiles(page).first().click();
  await settleTo(page, size - 1, () => page.keyboard.press("t"));
  await everythingSaved(page);
  await page.reload();
  await expect(tiles(page)).toHaveCount(size - 1);
  await tiles(page).first().focus();
  await expect(async () => {
    await page.keyboard.press("l");
    await expect(heading(page)).not.toHaveText(title ?? "", { timeout: 2_000 });
  }).toPass();
  await everythingSaved(page);
});
