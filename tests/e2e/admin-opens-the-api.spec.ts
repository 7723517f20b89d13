import { request as requests } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { openAs } from "./session";

test("an admin makes a token, a program works with it until it is revoked", async ({ page, baseURL }) => {
  await openAs(page, "admin", "/settings/tokens");
  await page.getByRole("button", { name: "Make a token…" }).click();
  await page.getByLabel("Which program is it for?").fill("Product feed");
  await page.getByRole("checkbox", { name: /read the catalogue/ }).check();
  await page.getByRole("button", { name: "Make it" }).click();
  const shown = page.getByRole("dialog").locator("code", { hasText: /^toile_/ });
  const token = (await shown.textContent()) ?? "";
  await page.getByRole("button", { name: "I have it" }).click();

  const program = await requests.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const found = await program.get("/api/v1/products?stock=in");
  expect(found.status()).toBe(200);
  const { products } = await found.json();
  const one = await program.get(`/api/v1/products/${encodeURIComponent(products[0].id)}`);
  expect(await one.json()).toMatchObject({ id: products[0].id, title: products[0].title });
  expect((await program.get("/api/v1/labels/mine")).status(), "a scope that it was not given").toBe(403);
  const described = await program.get("/api/v1/openapi.json");
  expect((await described.json()).openapi).toBe("3.1.0");

  await page.reload();
  const item = page.getByRole("listitem", { name: "Product feed" }).first();
  await expect(item).toContainText("last used just now");
  await item.getByRole("button", { name: "Revoke…" }).click();
  await item.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(item).toContainText("Revoked");
  const refused = await program.get("/api/v1/products");
  expect(refused.status()).toBe(401);
  expect(refused.headers()["content-type"]).toContain("application/problem+json");
  await program.dispose();
});
