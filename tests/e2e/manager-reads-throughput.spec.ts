import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { everythingSaved, pressOnNext } from "./judging";
import { openAs } from "./session";

test("an answer shows in the throughput within half a minute, the same on the page, in the table and in the file", async ({
  browser,
  page,
}) => {
  const stylist = await (await browser.newContext()).newPage();
  await openAs(stylist, "stylist", "/pairs");
  await pressOnNext(stylist, "f");
  await everythingSaved(stylist);
  await openAs(page, "manager", "/overview/throughput?range=7d&work=pair");
  const labels = page.getByRole("definition").first().locator("span").first();
  // An answer may be counted between two of the three.
  await expect(async () => {
    await page.reload();
    await expect(labels).toHaveText(/^[1-9]/, { timeout: 2_000 });
    const shown = Number(((await labels.textContent()) ?? "").replace(/\D/g, ""));
    await page.getByText("The same as a table").first().click();
    const cells = page.getByRole("table", { name: "Labels per day" }).locator("tbody tr td:last-child");
    const inTable = (await cells.allInnerTexts()).map(Number);
    expect(inTable).toHaveLength(7);
    expect(sum(inTable)).toBe(shown);
    expect(sum(await labelsInFile(page))).toBe(shown);
  }).toPass({ timeout: 45_000 });

  await page.getByRole("checkbox", { name: "Gold" }).check({ force: true });
  await expect(page).toHaveURL(/source=gold/);
  await page.getByLabel("Days").selectOption("90d");
  await expect(page).toHaveURL(/range=90d.*source=gold/);
  await stylist.context().close();
});

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

async function labelsInFile(page: Page): Promise<number[]> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Labels per day as CSV" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^toile-throughput-periods-.*\.csv$/);
  const [header, ...rows] = (await (await page.request.get(download.url())).text()).trim().split("\n");
  const column = header!.split(",").indexOf("labels");
  return rows.map((row) => Number(row.split(",")[column]));
}
