import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

export type DemoUser = { name: string; email: string; role: string; password: string };

/** A user of the demo with this role, from the file that the first start wrote. */
export function demoUser(role: string): DemoUser {
  const users: DemoUser[] = JSON.parse(readFileSync(join(process.env.TOILE_E2E_HOME ?? "", "demo-users.json"), "utf8"));
  const user = users.find((one) => one.role === role);
  if (!user) throw new Error(`The demo has no ${role}.`);
  return user;
}

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, role: string): Promise<DemoUser> {
  const user = demoUser(role);
  await page.goto("/sign-in");
  await page.getByLabel(/e-?mail/i).fill(user.email);
  await page.getByLabel(/password/i).fill(user.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return user;
}

/** While a page streams in, React keeps a copy of what has come below the body, hidden, until it is drawn in its place: a
 *  page is opened when none is left, so that no text stands there twice. */
function whole(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (address, options) => {
    const response = await goto(address, options);
    await page.waitForFunction(() => document.querySelector('div[hidden][id^="S:"]') === null);
    return response;
  };
  return page;
}

/** Playwright's test with the instance's address, which is known only after the global setup, and `studio`: one page for all
 *  screens that are only looked at, since a new one for each would load the app anew. Without motion no colour is measured
 *  in the middle of a fade. It stands here for all: files with a worker's fixture of their own would run after the others. */
export const test = base.extend<object, { studio: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  baseURL: async ({}, use) => use(process.env.TOILE_E2E_URL),
  page: async ({ page }, use) => {
    await use(whole(page));
    // A browser's tab gives back what it holds when it is closed; Playwright's goes without a word.
    if (!page.isClosed()) await page.goto("about:blank");
  },
  studio: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: process.env.TOILE_E2E_URL, reducedMotion: "reduce" });
      await use(whole(await context.newPage()));
      await context.close();
    },
    { scope: "worker" },
  ],
});
