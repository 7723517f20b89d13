import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";
import { restoreHoldout, rowsOf, serveWeakCategoryVersion } from "../support/instance-database";
import { openAs } from "./session";

test.describe.configure({ timeout: 400_000 });

test.afterAll(restoreHoldout);

const laneOf = (page: Page) => page.locator("#main [data-head=category]");
const runOf = (page: Page) => laneOf(page).locator("[data-run]").getAttribute("data-run");
const serves = (page: Page, version: number) =>
  expect(laneOf(page).locator(`[data-version="${version}"]`).getByText("serves", { exact: true })).toBeVisible({
    timeout: 30_000,
  });

type Gate = {
  outcome: string;
  questions: number;
  figures: { champion: number; challenger: number; difference: { value: number; lower: number; upper: number } }[];
};

const points = (share: number) => (100 * share).toFixed(1).replace("-", "−");
const newestNumber = async () =>
  (await rowsOf<{ n: number }>(`SELECT max(number) AS n FROM "ModelVersion" WHERE head = 'category'`))[0]!.n;

test("two managers watch the same run; one cancels it; the next one passes the gate, serves, is taken back and serves again", async ({
  page: ana,
  browser,
  baseURL,
}) => {
  await serveWeakCategoryVersion();
  const weak = await newestNumber();
  const ben = await (await browser.newContext({ baseURL })).newPage();
  await openAs(ana, "manager", "/training");
  await openAs(ben, "admin", "/training");
  for (const page of [ana, ben]) await serves(page, weak);

  await laneOf(ana).getByRole("button", { name: "Train category" }).click();
  for (const page of [ana, ben]) await expect(laneOf(page).getByRole("progressbar")).toBeVisible();
  const first = await runOf(ana);
  await ben.reload();
  expect(await runOf(ben), "both watch the same run, after a reload too").toBe(first);
  await laneOf(ben).getByRole("button", { name: "Cancel" }).click();
  for (const page of [ana, ben])
    await expect(laneOf(page).getByText(/The last run was cancelled/)).toBeVisible({ timeout: 10_000 });
  expect(await rowsOf(`SELECT status::text FROM "Run" WHERE id = $1`, [first])).toEqual([{ status: "cancelled" }]);
  expect(await newestNumber(), "a cancelled run leaves no version").toBe(weak);

  await laneOf(ana).getByRole("button", { name: "Train category" }).click();
  const made = weak + 1;
  for (const page of [ana, ben])
    await expect(laneOf(page).getByText(`passes the gate against v${weak}`)).toBeVisible({ timeout: 200_000 });
  const [stored] = await rowsOf<{ gate: Gate; id: string }>(
    `SELECT e.gate, v.id FROM "Evaluation" e JOIN "ModelVersion" v ON v.id = e."versionId"
     WHERE v.head = 'category' AND v.number = $1 ORDER BY e."createdAt" DESC LIMIT 1`,
    [made],
  );
  const [deciding] = stored!.gate.figures;
  const { value, lower, upper } = deciding!.difference;
  const [garments] = await rowsOf<{ n: number }>(
    `SELECT count(*)::int AS n FROM "Product" p WHERE p."isHoldout" AND p."categoryId" IS NOT NULL AND EXISTS (
       SELECT 1 FROM "Photo" f JOIN "PhotoEmbedding" e ON e.sha256 = f.sha256 JOIN "LiveEncoder" l USING ("encoderId")
       WHERE f."productId" = p.id)`,
  );
  expect(stored!.gate.questions, "every garment of the holdout was asked about").toBe(garments!.n);
  for (const page of [ana, ben])
    await expect(laneOf(page)).toContainText(
      `is better by ${points(value)} points (${points(lower)} to ${points(upper)}) on ${garments!.n} garments nobody trained on`,
    );

  await ana.goto(`/training/category-v${made}`);
  const cells = ana.locator("#main").getByRole("region", { name: "Confusion matrix" }).getByRole("link");
  await cells.first().waitFor();
  const numbers = await cells.evaluateAll((links) =>
    links.map((link) => ({ n: Number(link.textContent), isRight: /named right/.test(link.ariaLabel ?? "") })),
  );
  const sum = (of: typeof numbers) => of.reduce((total, { n }) => total + n, 0);
  expect(sum(numbers)).toBe(garments!.n);
  const accuracy = sum(numbers.filter(({ isRight }) => isRight)) / garments!.n;
  expect(accuracy, "the matrix and the gate count the same answers").toBeCloseTo(deciding!.challenger, 3);
  await expect(ana.getByRole("table", { name: `v${made} against v${weak}` })).toContainText(
    accuracy.toFixed(3).replace(/^0/, ""),
  );

  const promote = async () => {
    await ana.goto("/training");
    await laneOf(ana)
      .getByRole("button", { name: `Promote v${made}` })
      .click();
    // The gate speaks for it, so nobody is asked why.
    await ana
      .getByRole("dialog")
      .getByRole("button", { name: `Promote v${made}` })
      .click();
    await serves(ana, made);
  };
  await promote();
  await ben.reload();
  await laneOf(ben)
    .getByRole("button", { name: `Go back to v${weak}` })
    .click();
  await ben
    .getByRole("dialog")
    .getByLabel(/What is wrong/)
    .fill("Only a journey");
  await ben
    .getByRole("dialog")
    .getByRole("button", { name: `Go back to v${weak}` })
    .click();
  await serves(ben, weak);
  await restoreHoldout();
  await promote();
  const history = await rowsOf<{ number: number }>(
    `SELECT v.number FROM "Promotion" p JOIN "ModelVersion" v ON v.id = p."versionId"
     WHERE p.head = 'category' ORDER BY p.at DESC LIMIT 4`,
  );
  expect(history.map(({ number }) => number)).toEqual([made, weak, made, weak]);
  // The journeys after this one find the queue that the real version ranked.
  await expect(async () => {
    const live = await rowsOf(
      `SELECT 1 FROM "LiveRanking" l JOIN "Ranking" r ON r.id = l."rankingId" WHERE l.head = 'category' AND r."modelVersionId" = $1`,
      [stored!.id],
    );
    expect(live).toHaveLength(1);
  }).toPass({ timeout: 120_000 });
  await ben.context().close();
});
