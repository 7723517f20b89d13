import { expect, test } from "../support/e2e";
import { everythingSaved, flagOnScreen, pressOnNext, taskOnScreen } from "./judging";
import { openAs } from "./session";

// What is skipped here stays hidden from who skipped it: the reviewer has flags of their own to settle.
test.describe.configure({ mode: "serial", timeout: 400_000 });

test("a manager makes a rule of a flag, sees what it would do first, and takes it back", async ({ page }) => {
  await openAs(page, "manager", "/review");
  const task = await flagOnScreen(page, "category");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Make a rule from this" });
  const boxes = dialog.getByRole("checkbox");
  await expect(boxes.first()).toBeFocused();
  for (const box of await boxes.all()) if (await box.isChecked()) await box.uncheck();
  await expect(dialog.getByText("Tick at least one condition")).toBeVisible();
  await boxes.first().focus();
  await page.keyboard.press("Space");
  await expect(dialog.getByRole("status")).toContainText(/Files|under|already/);
  const make = dialog.getByRole("button", { name: /^Make the rule: .*settle \d+ flag/ });
  await expect(make).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toContainText("holds from now on");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(page.locator(`[data-task="${task}"]`), "its flag is settled").toHaveCount(0);

  await page.goto("/review/rules");
  const rule = page.locator("[data-rule]").first();
  await expect(rule).toContainText(/flags? settled/);
  await rule.getByRole("button", { name: /^Undo the rule/ }).click();
  await expect(rule).toContainText("undone by");
  await expect(rule.getByRole("button", { name: /^Undo the rule/ })).toHaveCount(0);
  await page.goto("/review");
  // What this tab holds already comes first.
  for (let passed = 0; passed < 80 && (await taskOnScreen(page)) !== task; passed++) await pressOnNext(page, "s");
  expect(await taskOnScreen(page), "the flag is asked again").toBe(task);
});

test("an answer for all colours is one answer, and U takes all of it back", async ({ page }) => {
  await openAs(page, "manager", "/review");
  const wish = page.getByRole("button", { name: /^For all \d+ colours/ });
  await taskOnScreen(page);
  for (let passed = 0; passed < 20 && (await wish.count()) === 0; passed++) await pressOnNext(page, "s");
  await expect(wish).toBeVisible();
  const task = await taskOnScreen(page);
  await page.keyboard.press("m");
  await expect(wish).toHaveAttribute("aria-pressed", "true");
  await pressOnNext(page, "t");
  await everythingSaved(page);
  await page.keyboard.press("u");
  await everythingSaved(page);
  expect(await taskOnScreen(page)).toBe(task);
  await expect(wish).toHaveAttribute("aria-pressed", "false");
});
