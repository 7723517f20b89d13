import { expect, test } from "../support/e2e";
import { everythingSaved, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

test("a stylist finds an answer by its note and revises it with the keyboard alone", async ({ page }) => {
  await openAs(page, "stylist", "/pairs");
  await taskOnScreen(page);
  await page.keyboard.press("a");
  const note = `velvet with linen ${Date.now()}`;
  await page.keyboard.type(note);
  await page.keyboard.press("Control+Enter");
  await pressOnNext(page, "f");
  await everythingSaved(page);
  await page.keyboard.press("y");
  await page.getByRole("heading", { name: "My answers" }).waitFor();
  const rows = page.getByRole("list", { name: "My answers" }).getByRole("listitem");
  await rows.first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type(note);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Fits");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Revise your answer" });
  await expect(dialog.getByRole("radio", { name: "Clashes" })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: "Clashes" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(rows).toContainText("Clashes");
  await expect(rows.getByRole("button"), "the focus is back where it was").toBeFocused();
  await expect
    .poll(async () => {
      const answer = await page.request.get(`/api/labels/mine?q=${encodeURIComponent(note)}`);
      return (await answer.json()).labels.map(({ verdict, reason }: Record<string, string>) => [verdict, reason]);
    })
    .toEqual([["clashes", "colour"]]);
  await page.getByText("Fits", { exact: true }).first().click();
  await page.getByRole("heading", { name: "None of your answers is like that" }).waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(rows).not.toHaveCount(0);
});
