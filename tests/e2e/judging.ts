import { expect, type Page } from "@playwright/test";

const onScreen = (page: Page) => page.locator("[data-task][data-ready=true]");

/** Presses a key once the task on screen may be answered, and waits until the next one (or the end) has taken its place.
 *  Gives the task's id. */
export async function pressOnNext(page: Page, key: string): Promise<string> {
  const task = await onScreen(page).getAttribute("data-task");
  await page.keyboard.press(key);
  await expect(page.locator(`[data-task="${task}"]`)).toHaveCount(0);
  return task ?? "";
}

/** The id of the task that may be answered now. */
export const taskOnScreen = async (page: Page): Promise<string> =>
  (await onScreen(page).getAttribute("data-task")) ?? "";

/** Waits until the server has acknowledged every answer. */
export const everythingSaved = (page: Page) => expect(page.locator("[data-waiting='0']")).toBeVisible();

/** The version in "ranked by v12", or null while the order is random. */
export async function rankedBy(page: Page): Promise<number | null> {
  const line = page.getByText(/ranked by v\d+|no model yet/);
  const version = /v(\d+)/.exec((await line.textContent()) ?? "")?.[1];
  return version ? Number(version) : null;
}

/** Skips until a flag of this kind is on the screen and may be answered. */
export async function flagOnScreen(page: Page, kind: string): Promise<string> {
  for (;;) {
    const task = await taskOnScreen(page);
    if ((await onScreen(page).getAttribute("data-kind")) === kind) return task;
    await pressOnNext(page, "s");
  }
}
