import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { flagOnScreen, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

const screens: { name: string; path: string; arrive: (page: Page) => Promise<unknown> }[] = [
  { name: "Pairs", path: "/pairs", arrive: taskOnScreen },
  { name: "Pairs while it asks why", path: "/pairs", arrive: (page) => pressOnNext(page, "c") },
  { name: "Pairs with details and guide", path: "/pairs", arrive: openAll },
  { name: "Review", path: "/review", arrive: taskOnScreen },
  { name: "Review while a rule is made", path: "/review", arrive: openRule },
  { name: "Rules", path: "/review/rules", arrive: (page) => page.getByRole("heading").first().waitFor() },
  { name: "Review while it asks what is right", path: "/review", arrive: askOther },
  { name: "Review, many at once", path: "/review/grid", arrive: selectTwo },
  {
    name: "Training",
    path: "/training",
    arrive: (page) => page.getByRole("button", { name: "Train category" }).waitFor(),
  },
  {
    name: "Overview",
    path: "/overview",
    arrive: (page) => page.getByRole("heading", { name: "Labels per day" }).waitFor(),
  },
  { name: "Settings", path: "/settings", arrive: (page) => page.getByRole("heading", { name: "Settings" }).waitFor() },
  {
    name: "an unknown address",
    path: "/nothing-hangs-here",
    arrive: (page) => page.getByRole("heading").first().waitFor(),
  },
];

async function openRule(page: Page) {
  await taskOnScreen(page);
  await page.keyboard.press("r");
  await page.getByRole("dialog").getByRole("status").waitFor();
}

async function openAll(page: Page) {
  await taskOnScreen(page);
  await page.keyboard.press("d");
  await page.keyboard.press("g");
  await page.getByRole("complementary").waitFor();
}

async function askOther(page: Page) {
  await flagOnScreen(page, "category");
  await page.keyboard.press("o");
  await page.getByRole("combobox", { name: "Category" }).waitFor();
}

async function selectTwo(page: Page) {
  await page.getByRole("option").first().press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await page.getByRole("button", { name: /^Take .* for 2/ }).waitFor();
}

async function expectClean(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    // Without motion no colour is measured in the middle of a fade.
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("sign-in has nothing that axe finds", async ({ page }) => {
      await page.goto("/sign-in");
      await expectClean(page);
    });

    for (const { name, path, arrive } of screens) {
      test(`${name} has nothing that axe finds`, async ({ page }) => {
        await openAs(page, "admin", path);
        await arrive(page);
        await expectClean(page);
      });
    }

    test("palette and help sheet have nothing that axe finds", async ({ page }) => {
      await openAs(page, "admin", "/pairs");
      await taskOnScreen(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Find a command" }).waitFor();
      await expectClean(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await page.getByRole("heading", { name: "Keys on this screen" }).waitFor();
      await expectClean(page);
    });
  });
}

test("a chosen theme is there before the first paint and outlasts a reload", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await openAs(page, "stylist", "/pairs");
  await page.getByRole("button", { name: /^Theme: follows the system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("Pairs fits a phone without sideways scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, "stylist", "/pairs");
  await taskOnScreen(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  for (const verdict of ["Clashes", "Not sure", "Fits"]) {
    const box = await page.getByRole("button", { name: verdict }).boundingBox();
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
  }
});

test("the grid of Review fits a phone without sideways scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, "reviewer", "/review/grid");
  await page.getByRole("option").first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
});
