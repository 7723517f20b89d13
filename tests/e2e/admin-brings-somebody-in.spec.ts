import { expect, test } from "../support/e2e";
import { openAs } from "./session";

test("an admin invites a stylist, a manager assigns her one category, and a closed account is out at once", async ({
  page,
  browser,
}) => {
  const stamp = Date.now().toString(36);
  const name = `Clara ${stamp}`;
  await openAs(page, "admin", "/people");
  await page.getByRole("button", { name: "Invite…" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(`clara.${stamp}@house.example`);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Link to pass on").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Invited, no password yet");

  const hers = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await hers.goto(link);
  await hers.getByLabel("Password").fill("a password of her own");
  await hers.getByRole("button", { name: "Set it and sign in" }).click();
  await hers.waitForURL("**/pairs");

  await page.goto("/people/assignment");
  await page.getByRole("button", { name: "Assign…" }).click();
  const dialog = page.getByRole("dialog", { name: "Who is asked about what?" });
  await dialog.getByLabel("Group or person").selectOption({ label: name });
  const categories = dialog.getByRole("group", { name: "Categories" });
  await categories.getByRole("checkbox", { name: /^Bags/ }).check();
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Bags");

  const lease = await hers.request.post("/api/queue/pairs/lease", {
    data: { leaseToken: crypto.randomUUID(), count: 20 },
  });
  const { tasks } = await lease.json();
  for (const { anchor, candidate } of tasks)
    expect([anchor.category?.name, candidate.category?.name], "one of the two is a bag").toContain("Bags");

  await page.goto("/people");
  await page.getByRole("button", { name: new RegExp(`^Change ${name}`) }).click();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("region", { name: "Closed accounts" })).toContainText(name);
  await hers.goto("/pairs");
  await expect(hers).toHaveURL(/\/sign-in/);
  await hers.context().close();

  await page.goto("/settings/audit?what=user");
  await expect(page.getByText("deactivated").first()).toBeVisible();
});
