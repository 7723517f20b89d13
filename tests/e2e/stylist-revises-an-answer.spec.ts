import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { everythingSaved, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

test("a stylist finds an answer by its note and revises it with the keyboard alone", async ({ page }) => {
  await openAs(page, "stylist", "/pairs");
  const rows = page.getByRole("list", { name: "My answers" }).getByRole("listitem");
  let note = "";
  do {
    note = await answerWithNote(page);
    await page.keyboard.press("y");
    await page.getByRole("heading", { name: "My answers" }).waitFor();
    await rows.first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(note);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(note);
  } while (await wasACheck(page));
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

/** Answers the pair on the screen with "fits" and a note that no other answer has. Gives the note. */
async function answerWithNote(page: Page): Promise<string> {
  await taskOnScreen(page);
  await page.keyboard.press("a");
  const note = `velvet with linen ${Date.now()}`;
  await page.keyboard.type(note);
  await page.keyboard.press("Control+Enter");
  await pressOnNext(page, "f");
  await everythingSaved(page);
  return note;
}

/** A pair with a known answer looks like any other until it is answered, and its answer stands. Goes back for another. */
async function wasACheck(page: Page): Promise<boolean> {
  if ((await page.getByRole("button", { name: /^Revise:/ }).textContent()) === "Revise") return false;
  await page.keyboard.press("Escape");
  await page.keyboard.press("b");
  return true;
}
