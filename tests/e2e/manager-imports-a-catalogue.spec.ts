import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "../support/e2e";
import { zipOf } from "../support/zip-file";
import { openAs } from "./session";

/** Ids and words of this run alone, so that the journey can be walked again on one instance. */
const run = randomUUID().slice(0, 8);
const word = `toile${run.replaceAll(/[0-9]/g, (digit) => "abcdefghij"[Number(digit)]!)}`;
const feed = `Journey ${run}`;
const columns =
  "cod_modelo_color;des_filename;des_agrup_color_eng;des_product_category;des_product_family;des_product_type";
type Row = { id: string; family: string; colour: string; isBroken?: boolean };
const rows: Row[] = ["RED", "BLUE", "GREEN", "BLACK"].map((colour, i) => ({
  id: `${run}-${i}`,
  family: `Jackets ${run}`,
  colour,
}));
const csv = (given: Row[]) =>
  Buffer.from(
    [
      columns,
      ...given.map(({ id, family, colour, isBroken }) =>
        [
          id,
          `images/${id}.jpg`,
          colour,
          "Outerwear",
          family,
          `Été ${word}`,
          ...(isBroken ? ["one too many"] : []),
        ].join(";"),
      ),
    ].join("\n"),
    "latin1",
  );

async function dropTable(page: Page, given: Row[]) {
  await page.goto("/catalogue/import");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: `products-${run}.csv`, mimeType: "text/csv", buffer: csv(given) });
  await page.waitForURL(/\/catalogue\/import\/[0-9a-f-]{36}$/);
}

const figure = (page: Page, name: string) => page.locator("dl > div", { hasText: name }).locator("dd");

async function bringIn(page: Page) {
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.getByText(/^Brought in:/).waitFor({ timeout: 30_000 });
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("a manager imports a catalogue, and corrections last when its source comes again", async ({ page }) => {
  test.setTimeout(180_000);
  await openAs(page, "manager", "/catalogue/import");
  await expectAccessible(page);
  const photos = await Promise.all(
    rows.map(async ({ id, colour }) => ({
      name: `images/${id}.jpg`,
      bytes: await sharp({ create: { width: 60, height: 80, channels: 3, background: colour.toLowerCase() } })
        .jpeg()
        .toBuffer(),
    })),
  );

  await test.step("drops the file with its photos and maps it by hand", async () => {
    await dropTable(page, [...rows, { ...rows[0]!, id: `${run}-9`, isBroken: true }]);
    await expect(page.getByLabel("Encoding")).toHaveValue("windows-1252");
    await expect(page.getByLabel("Columns are separated by")).toHaveValue(";");
    await page
      .getByLabel("Choose photos or a zip")
      .last()
      .setInputFiles({
        name: "photos.zip",
        mimeType: "application/zip",
        buffer: zipOf(photos),
      });
    await expect(page.getByText("4 photos are there.")).toBeVisible();
    await page.getByLabel("Name of this feed").fill(feed);
    await page.getByLabel("What des_product_type is").selectOption("Level of the taxonomy");
    await page.getByLabel("What des_product_family is").selectOption("Category to learn");
    await page.getByLabel("What des_agrup_color_eng is").selectOption("Attribute");
    await page.getByLabel("What people read for des_agrup_color_eng").fill("Colour");
    await page.getByLabel("Title", { exact: true }).fill("{des_agrup_color_eng|capitalise} {des_product_type|lower}");
    await page.getByLabel("This file is the whole feed").check();
    await expectAccessible(page);
    await page.getByRole("button", { name: "See what would change" }).click();
  });

  await test.step("sees what would change before anything does", async () => {
    await expect(figure(page, "New")).toHaveText("4", { timeout: 30_000 });
    await expect(figure(page, "Rows refused")).toHaveText("1");
    await expect(page.getByText("The row has 7 cells, the first line 6.")).toBeVisible();
    await expectAccessible(page);
    const refused = await page.request.get(
      (await page.getByRole("link", { name: "All refused rows as CSV" }).getAttribute("href")) ?? "",
    );
    expect(await refused.text()).toContain(`6,,"The row has 7 cells, the first line 6.",${run}-9`);
    expect((await page.request.get(`/catalogue/${run}-0`)).status()).toBe(404);
    await bringIn(page);
    await page.goto(`/catalogue/${run}-0`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`Red été ${word}`);
  });

  await test.step("corrects three of them", async () => {
    const { categories } = await (await page.request.get("/api/catalogue/categories")).json();
    const target = categories.find(
      ({ isTarget, name }: { isTarget: boolean; name: string }) => isTarget && !name.includes(run),
    );
    const corrected = await page.request.post("/api/rules", {
      data: {
        id: randomUUID(),
        name: `${word} is ${target.name}`,
        mode: "fix",
        says: "belongs",
        categoryId: target.id,
        conditions: [
          { about: "title", words: [word] },
          { about: "attribute", attribute: "des_agrup_color_eng", values: ["RED", "BLUE", "GREEN"] },
        ],
      },
    });
    expect(corrected.ok(), await corrected.text()).toBe(true);
    // The source takes the first correction over, says a third thing of the second, and forgets the last product.
    const again = [{ ...rows[0]!, family: target.name }, { ...rows[1]!, family: `Coats ${run}` }, rows[2]!];
    await dropTable(page, again);
    await page.getByLabel("Name of this feed").fill(feed);
    await page.getByLabel("This file is the whole feed").check();
    await page.getByRole("button", { name: "See what would change" }).click();
    await expect(figure(page, "Changed")).toHaveText("2", { timeout: 30_000 });
    await expect(figure(page, "Delisted")).toHaveText("1");
    await bringIn(page);
    await expect(page.getByText("1 correction has arrived at the source.")).toBeVisible();
    await expect(page.getByText(/1 corrected value differs/)).toBeVisible();
    await expectAccessible(page);
    for (const { id } of again) {
      await page.goto(`/catalogue/${id}`);
      await expect(page.getByLabel("Values")).toContainText(target.name);
    }
  });

  await test.step("takes the fixes out", async () => {
    const fixes = await (await page.request.get("/api/exports/fixes?format=csv")).text();
    for (const { id } of rows.slice(0, 3)) expect(fixes).toContain(id);
    expect(fixes).not.toContain(rows[3]!.id);
  });
});
