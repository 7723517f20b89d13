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
  await expect(async () => {
    await page.reload();
    await expect(labels).toHaveText(/^[1-9]/, { timeout: 2_000 });
  }).toPass({ timeout: 45_000 });

  const shown = Number(((await labels.textContent()) ?? "").replace(/\D/g, ""));
  await page.getByText("The same as a table").first().click();
  const cells = page.getByRole("table", { name: "Labels per day" }).locator("tbody tr td:last-child");
  const inTable = (await cells.allInnerTexts()).map(Number);
  expect(inTable).toHaveLength(7);
  expect(inTable.reduce((sum, n) => sum + n, 0)).toBe(shown);

  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Labels per day as CSV" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^toile-throughput-periods-.*\.csv$/);
  const text = await (await page.request.get(download.url())).text();
  const [header, ...rows] = text.trim().split("\n");
  const column = header!.split(",").indexOf("labels");
  expect(rows.reduce((sum, row) => sum + Number(row.split(",")[column]), 0)).toBe(shown);

  await page.getByRole("checkbox", { name: "Gold" }).check({ force: true });
  await expect(page).toHaveURL(/source=gold/);
  await page.getByLabel("Days").selectOption("90d");
  await expect(page).toHaveURL(/range=90d.*source=gold/);
  await stylist.context().close();
});
