import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { everythingSaved, flagOnScreen, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

const screens: { name: string; path: string; arrive: (page: Page) => Promise<unknown> }[] = [
  { name: "Pairs", path: "/pairs", arrive: taskOnScreen },
  { name: "Pairs while it asks why", path: "/pairs", arrive: (page) => pressOnNext(page, "c") },
  { name: "Pairs with details and guide", path: "/pairs", arrive: openAll },
  { name: "Pairs with a note", path: "/pairs", arrive: writeNote },
  { name: "Complete", path: "/pairs/complete", arrive: pickFirst },
  { name: "My answers", path: "/pairs", arrive: openMine },
  { name: "My answers while one is revised", path: "/pairs", arrive: reviseFirst },
  { name: "Review", path: "/review", arrive: taskOnScreen },
  { name: "Review while a rule is made", path: "/review", arrive: openRule },
  { name: "Rules", path: "/review/rules", arrive: (page) => page.getByRole("heading").first().waitFor() },
  { name: "Catalogue", path: "/catalogue", arrive: (page) => page.locator("[data-product]").first().waitFor() },
  {
    name: "Catalogue with filters and small photos",
    path: "/catalogue?stock=in&is=photoless&q=zzzz",
    arrive: (page) => page.locator("#main").getByText("Nothing is called").waitFor(),
  },
  {
    name: "Import",
    path: "/catalogue/import",
    arrive: (page) => page.getByRole("button", { name: "Choose a file" }).waitFor(),
  },
  { name: "A garment", path: "/catalogue", arrive: openGarment },
  { name: "What is similar", path: "/catalogue", arrive: openSimilar },
  {
    name: "Mirror",
    path: "/mirror",
    arrive: (page) => page.getByRole("heading", { name: "What are you wearing?" }).waitFor(),
  },
  { name: "Mirror with what is closest", path: "/mirror", arrive: showPhoto },
  { name: "Review while it asks what is right", path: "/review", arrive: askOther },
  { name: "Review, many at once", path: "/review/grid", arrive: selectTwo },
  {
    name: "Training",
    path: "/training",
    arrive: (page) => page.getByRole("button", { name: "Train category" }).waitFor(),
  },
  {
    name: "a model card",
    path: "/training/category-v1",
    arrive: openCard,
  },
  {
    name: "Overview",
    path: "/overview",
    arrive: (page) => page.getByRole("heading", { name: "Labels per day" }).waitFor(),
  },
  ...["overview/quality", "overview/return", "pairs/figures"].map((path) => ({
    name: path,
    path: `/${path}`,
    arrive: (page: Page) => page.getByRole("heading", { level: 2 }).first().waitFor(),
  })),
  { name: "Settings", path: "/settings", arrive: (page) => page.getByRole("heading", { name: "Settings" }).waitFor() },
  {
    name: "Practice",
    path: "/pairs/practice",
    arrive: (page) => page.getByRole("heading", { name: "Practice: do these go together?" }).waitFor(),
  },
  {
    name: "Practice with its explanation",
    path: "/pairs/practice",
    arrive: async (page) => {
      await page.getByRole("button", { name: "Fits" }).click();
      await page.getByRole("button", { name: "Next pair" }).waitFor();
    },
  },
  ...[
    "queue",
    "gate",
    "training",
    "guide",
    "practice",
    "taxonomy",
    "audit",
    "tokens",
    "password",
    "webhooks",
    "api",
    "encoders",
  ].map((name) => ({
    name: `Settings, ${name}`,
    path: `/settings/${name}`,
    arrive: (page: Page) => page.getByRole("heading", { level: 1 }).waitFor(),
  })),
  { name: "People", path: "/people", arrive: (page) => page.getByRole("heading", { level: 1 }).waitFor() },
  {
    name: "an invitation",
    path: "/people",
    arrive: async (page) => {
      await page.getByRole("button", { name: "Invite…" }).click();
      await page.getByLabel("E-mail").waitFor();
    },
  },
  {
    name: "an assignment",
    path: "/people/assignment",
    arrive: async (page) => {
      await page.getByRole("button", { name: "Assign…" }).click();
      await page.getByLabel("Group or person").waitFor();
    },
  },
  {
    name: "Throughput",
    path: "/overview/throughput",
    arrive: (page) => page.getByRole("heading", { level: 1 }).waitFor(),
  },
  {
    name: "Disagreements",
    path: "/overview/disagreements",
    arrive: (page) => page.getByRole("heading", { level: 1 }).waitFor(),
  },
  {
    name: "an unknown address",
    path: "/nothing-hangs-here",
    arrive: (page) => page.getByRole("heading").first().waitFor(),
  },
];

async function openRule(page: Page) {
  await flagOnScreen(page, "category");
  const dialog = page.getByRole("dialog");
  // A task that gives way to another takes its dialog with it.
  await expect(async () => {
    if ((await dialog.count()) === 0) await page.keyboard.press("r");
    // Flags that have nothing in common begin with no condition.
    await dialog.getByRole("checkbox").first().check({ timeout: 10_000 });
    await dialog.getByRole("status").waitFor({ timeout: 10_000 });
  }).toPass();
}

async function openAll(page: Page) {
  await taskOnScreen(page);
  await page.keyboard.press("d");
  await page.keyboard.press("g");
  await page.getByRole("complementary").waitFor();
}

async function openGarment(page: Page) {
  await page.locator("[data-product]").first().click();
  await page.getByRole("heading", { name: "Goes with" }).waitFor();
}

async function openSimilar(page: Page) {
  await openGarment(page);
  await page.getByRole("link", { name: "More like it, with filters" }).click();
  await page.getByRole("group", { name: "What similar means" }).waitFor();
}

/** A catalogue photo stands for a guest's. */
async function showPhoto(page: Page) {
  const shown = await page.locator("main ul img").first().getAttribute("src");
  const buffer = await (await page.request.get(shown!)).body();
  await page.getByLabel("A photo of a garment").setInputFiles({ name: "photo.webp", mimeType: "image/webp", buffer });
  await page.locator("[data-garment]").first().waitFor();
}

async function writeNote(page: Page) {
  await taskOnScreen(page);
  await page.keyboard.press("a");
  await page.getByRole("textbox", { name: "Note" }).waitFor();
}

async function pickFirst(page: Page) {
  await taskOnScreen(page);
  await page.keyboard.press("1");
}

/** My answers with at least one in it. */
async function openMine(page: Page) {
  await pressOnNext(page, "f");
  await everythingSaved(page);
  await page.goto("/pairs/mine");
  await page.locator("[data-row]").first().waitFor();
}

async function reviseFirst(page: Page) {
  await openMine(page);
  await page.locator("[data-row]").first().click();
  await page.getByRole("dialog", { name: "Revise your answer" }).waitFor();
}

/** Once the demo's first training has ended. */
async function openCard(page: Page) {
  const read = page.getByRole("heading", { name: "What is it for, and what not?" });
  await expect(async () => {
    if (!(await read.isVisible())) await page.reload();
    await read.waitFor({ timeout: 5_000 });
  }).toPass({ timeout: 200_000 });
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

/** Asks axe for everything in the light theme, and in the dark one for what colours change. */
async function expectClean(page: Page) {
  // The description of the API draws sixty operations alike, and as many shapes: one a section is looked at, and one shape.
  await page.evaluate(() => {
    for (const alike of document.querySelectorAll("main section details ~ details, main dl > [id] ~ [id]"))
      alike.remove();
  });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // No page has frames of other sites: its results need no page of their own to be put together in.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
    if (colorScheme === "light") axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
    else axe.withRules(["color-contrast", "link-in-text-block"]);
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    expect(found, colorScheme).toEqual([]);
  }
}

test.describe("in both themes", () => {
  test("sign-in has nothing that axe finds", async ({ studio }) => {
    await studio.goto("/sign-in");
    await expectClean(studio);
  });

  for (const { name, path, arrive } of screens) {
    test(`${name} has nothing that axe finds`, async ({ studio }) => {
      await openAs(studio, "admin", path);
      await arrive(studio);
      await expectClean(studio);
    });
  }

  test("palette and help sheet have nothing that axe finds", async ({ studio: page }) => {
    await openAs(page, "admin", "/pairs");
    await taskOnScreen(page);
    // A key that comes while a dialog opens or closes is the dialog's.
    const pressFor = (key: string, shown: Locator) =>
      expect(async () => {
        await page.keyboard.press(key);
        await shown.waitFor({ timeout: 3_000 });
      }).toPass({ timeout: 60_000 });
    const search = page.getByRole("combobox", { name: "Find a command" });
    await pressFor("Control+k", search);
    await expectClean(page);
    await page.keyboard.press("Escape");
    await expect(search).toHaveCount(0);
    await pressFor("?", page.getByRole("heading", { name: "Keys on this screen" }));
    await expectClean(page);
    await page.getByRole("button", { name: "Change the keys" }).click();
    await expectClean(page);
  });
});

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

test("a key that is given to another command holds at once, after a reload too, and a taken one is refused", async ({
  page,
}) => {
  await openAs(page, "reviewer", "/pairs");
  await taskOnScreen(page);
  const give = async (key: string) => {
    await page.getByRole("button", { name: /^Change the key of Fits/ }).click();
    await page.keyboard.press(key);
  };
  await page.keyboard.press("?");
  await page.getByRole("button", { name: "Change the keys" }).click();
  await give("s");
  await expect(page.getByText("S is “Skip”.")).toBeVisible();
  // The command still listens.
  await page.keyboard.press("j");
  await expect(page.getByText("“Fits” is J now.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Fits" })).toHaveAttribute("aria-keyshortcuts", "j");
  await pressOnNext(page, "j");
  await page.keyboard.press("?");
  await page.getByRole("button", { name: "Change the keys" }).click();
  await page.getByRole("button", { name: "Reset all" }).click();
  await expect(page.getByText("Every command has its usual key.")).toBeVisible();
});

test("Pairs, Complete and My answers hold at 200 % zoom", async ({ page }) => {
  // 1280 px at 200 %.
  await page.setViewportSize({ width: 640, height: 512 });
  await openAs(page, "stylist", "/pairs");
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await taskOnScreen(page);
  expect(await sideways(), "Pairs").toBe(0);
  await openMine(page);
  expect(await sideways(), "My answers").toBe(0);
  await page.goto("/pairs/complete");
  await taskOnScreen(page);
  expect(await sideways(), "Complete").toBe(0);
});

test("the grid of Review fits a phone without sideways scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAs(page, "reviewer", "/review/grid");
  await page.getByRole("option").first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
});
