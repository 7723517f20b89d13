import type { Cookie, Page } from "@playwright/test";
import { signIn } from "../support/e2e";

const known = new Map<string, Cookie[]>();

/** Opens a page as someone of this role: through the form the first time, with the same session afterwards. */
export async function openAs(page: Page, role: string, path: string): Promise<void> {
  const cookies = known.get(role);
  if (cookies) await page.context().addCookies(cookies);
  else {
    await signIn(page, role);
    known.set(role, await page.context().cookies());
  }
  await page.goto(path);
}
