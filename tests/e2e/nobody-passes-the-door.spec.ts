import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect as expectThat, request as requests } from "@playwright/test";
import { capabilities, Role } from "../../lib/users/schema";
import { expect, test } from "../support/e2e";
import { openAs } from "./session";

type Capability = (typeof capabilities)["admin"][number];
type Entry = { method: "GET" | "POST"; path: string; can: Capability; body?: unknown };

const id = "00000000-0000-4000-8000-000000000000";
const setTask = "00000000-0000-4000-8000-000000000001";
const rule = { says: "belongs", categoryId: 1, conditions: [{ about: "title", words: ["none"] }] };
const mapping = { id: "a", group: { column: "a" }, title: "a", taxonomy: [{ column: "b", label: "B", target: true }] };
const judgement = { id, taskId: id, elapsedMs: 500 };

/** Every guarded route with what it asks for. */
const matrix: Record<string, Entry[]> = {
  "catalogue/values": [{ method: "GET", path: "catalogue/values?attribute=fabric", can: "judge-flags" }],
  "flags/groups": [{ method: "GET", path: "flags/groups", can: "judge-flags" }],
  "flags/groups/page": [
    {
      method: "GET",
      path: "flags/groups/page?kind=category&attribute=category&given=1&proposed=2",
      can: "judge-flags",
    },
  ],
  "labels/choices": [{ method: "GET", path: "labels/choices?given=1", can: "judge-flags" }],
  "labels/groups": [
    {
      method: "POST",
      path: "labels/groups",
      can: "judge-flags",
      body: { id, verdict: "keep", answers: [{ id, taskId: id }], elapsedMs: 500 },
    },
  ],
  "catalogue/categories": [{ method: "GET", path: "catalogue/categories", can: "judge-flags" }],
  "encoders/changes": [{ method: "POST", path: "encoders/changes", can: "administer", body: { source: "dir:/none" } }],
  "encoders/changes/[id]/events": [{ method: "GET", path: `encoders/changes/${id}/events`, can: "administer" }],
  "encoders/changes/[id]/step": [
    { method: "POST", path: `encoders/changes/${id}/step`, can: "administer", body: { step: "begin" } },
  ],
  "encoders/changes/[id]/train": [
    { method: "POST", path: `encoders/changes/${id}/train`, can: "administer", body: { head: "category" } },
  ],
  "encoders/descriptions": [
    { method: "POST", path: "encoders/descriptions", can: "administer", body: { source: "dir:/none" } },
  ],
  "encoders/descriptions/[id]/cancel": [
    { method: "POST", path: `encoders/descriptions/${id}/cancel`, can: "administer" },
  ],
  "encoders/descriptions/events": [{ method: "GET", path: "encoders/descriptions/events", can: "administer" }],
  "encoders/fine-tunings": [{ method: "POST", path: "encoders/fine-tunings", can: "administer", body: {} }],
  "encoders/fine-tunings/[id]/cancel": [
    { method: "POST", path: `encoders/fine-tunings/${id}/cancel`, can: "administer" },
  ],
  "encoders/fine-tunings/events": [{ method: "GET", path: "encoders/fine-tunings/events", can: "administer" }],
  "encoders/neighbours": [
    { method: "POST", path: "encoders/neighbours", can: "administer", body: { store: "memory" } },
  ],
  "encoders/use": [{ method: "POST", path: "encoders/use", can: "administer", body: { encoderId: id } }],
  "exports/[kind]": [{ method: "GET", path: "exports/labels?format=csv", can: "oversee" }],
  "catalogue/fixes/[id]/undo": [{ method: "POST", path: `catalogue/fixes/${id}/undo`, can: "judge-flags", body: {} }],
  "catalogue/products": [{ method: "GET", path: "catalogue/products?after=w1.a", can: "browse" }],
  mirror: [{ method: "POST", path: "mirror", can: "browse", body: {} }],
  "mirror/partners": [{ method: "GET", path: "mirror/partners?of=x", can: "browse" }],
  "catalogue/pictures": [{ method: "GET", path: "catalogue/pictures?q=dress", can: "browse" }],
  "gold/make": [
    {
      method: "POST",
      path: "gold/make",
      can: "oversee",
      body: { pairId: id, verdict: "fits", explanation: "Neutrals go with all.", inPractice: false },
    },
  ],
  "gold/retire": [{ method: "POST", path: "gold/retire", can: "oversee", body: { pairId: id } }],
  guide: [
    { method: "GET", path: "guide", can: "judge-pairs" },
    {
      method: "POST",
      path: "guide",
      can: "oversee",
      body: { head: "category", title: "Guide", markdown: "Text", basedOn: 99 },
    },
  ],
  "insights/named-figures": [
    { method: "POST", path: "insights/named-figures", can: "administer", body: { isOn: true } },
  ],
  imports: [
    { method: "GET", path: "imports", can: "import" },
    { method: "POST", path: "imports?kind=stock&name=none.csv", can: "import" },
  ],
  "imports/mappings": [
    { method: "GET", path: "imports/mappings", can: "import" },
    { method: "POST", path: "imports/mappings", can: "import", body: { name: "none", mapping } },
  ],
  "imports/[id]": [{ method: "GET", path: `imports/${id}`, can: "import" }],
  "imports/[id]/apply": [{ method: "POST", path: `imports/${id}/apply`, can: "import", body: {} }],
  "imports/[id]/cancel": [{ method: "POST", path: `imports/${id}/cancel`, can: "import", body: {} }],
  "imports/[id]/check": [{ method: "POST", path: `imports/${id}/check`, can: "import", body: {} }],
  "imports/[id]/events": [{ method: "GET", path: `imports/${id}/events`, can: "import" }],
  "imports/[id]/photos": [{ method: "POST", path: `imports/${id}/photos?name=a.jpg`, can: "import" }],
  "imports/[id]/reading": [{ method: "POST", path: `imports/${id}/reading`, can: "import", body: mapping }],
  "imports/[id]/refused": [{ method: "GET", path: `imports/${id}/refused`, can: "import" }],
  "imports/[id]/sample": [{ method: "GET", path: `imports/${id}/sample`, can: "import" }],
  "labels/[id]/why": [{ method: "GET", path: `labels/${id}/why`, can: "judge-pairs" }],
  "labels/flags": [
    { method: "POST", path: "labels/flags", can: "judge-flags", body: { ...judgement, verdict: "keep" } },
  ],
  "labels/mine": [{ method: "GET", path: "labels/mine", can: "judge-pairs" }],
  "labels/pairs": [
    {
      method: "POST",
      path: "labels/pairs",
      can: "judge-pairs",
      body: { ...judgement, verdict: "fits", shownSwapped: false },
    },
  ],
  "labels/settle": [
    { method: "POST", path: "labels/settle", can: "oversee", body: { id, pairId: id, verdict: "fits" } },
  ],
  "labels/unsettle": [{ method: "POST", path: "labels/unsettle", can: "oversee", body: { id } }],
  "labels/recent": [{ method: "GET", path: "labels/recent?head=compatibility", can: "judge-pairs" }],
  "labels/revise": [
    { method: "POST", path: "labels/revise", can: "judge-pairs", body: { id, labelId: id, verdict: "fits" } },
  ],
  "labels/sets": [
    {
      method: "POST",
      path: "labels/sets",
      can: "judge-pairs",
      body: { id, answers: [{ id, taskId: setTask, isChosen: true, shownSwapped: false }], elapsedMs: 500 },
    },
  ],
  "labels/undo": [{ method: "POST", path: "labels/undo", can: "judge-pairs", body: { labelId: id } }],
  "models/[id]/evaluate": [{ method: "POST", path: `models/${id}/evaluate`, can: "train", body: {} }],
  "models/[id]/promote": [{ method: "POST", path: `models/${id}/promote`, can: "train", body: {} }],
  "models/gate-rules": [{ method: "POST", path: "models/gate-rules", can: "train", body: {} }],
  "models/promotion-rule": [{ method: "POST", path: "models/promotion-rule", can: "train", body: { rule: "byHand" } }],
  "models/roll-back": [
    {
      method: "POST",
      path: "models/roll-back",
      can: "train",
      body: { head: "compatibility", reason: "it was better" },
    },
  ],
  "overview/quality": [{ method: "GET", path: "overview/quality?table=weeks", can: "oversee" }],
  "overview/return": [{ method: "GET", path: "overview/return?table=versions", can: "oversee" }],
  "overview/throughput": [{ method: "GET", path: "overview/throughput?range=7d", can: "oversee" }],
  audit: [{ method: "GET", path: "audit", can: "oversee" }],
  "people/me/record": [{ method: "GET", path: "people/me/record", can: "judge-pairs" }],
  "people/[id]/record": [{ method: "GET", path: `people/${id}/record`, can: "administer" }],
  "photos/[sha]/[size]": [{ method: "GET", path: `photos/${"a".repeat(64)}/thumb`, can: "judge-pairs" }],
  practice: [
    { method: "GET", path: "practice", can: "judge-pairs" },
    { method: "POST", path: "practice", can: "judge-pairs", body: { pairId: id, verdict: "fits" } },
  ],
  "practice/offer": [{ method: "GET", path: "practice/offer", can: "judge-pairs" }],
  "practice/order": [{ method: "POST", path: "practice/order", can: "oversee", body: { pairIds: [id] } }],
  preferences: [{ method: "POST", path: "preferences", can: "judge-pairs", body: { keys: {}, areSingleKeysOn: true } }],
  "queue/flags/lease": [
    { method: "POST", path: "queue/flags/lease", can: "judge-flags", body: { leaseToken: id, count: 1 } },
  ],
  "queue/pairs/lease": [
    { method: "POST", path: "queue/pairs/lease", can: "judge-pairs", body: { leaseToken: id, count: 1 } },
  ],
  "queue/plan": [{ method: "POST", path: "queue/plan", can: "oversee", body: {} }],
  "queue/release": [{ method: "POST", path: "queue/release", can: "judge-pairs", body: { taskIds: [id] } }],
  "queue/sets/lease": [
    { method: "POST", path: "queue/sets/lease", can: "judge-pairs", body: { leaseToken: id, count: 1 } },
  ],
  "queue/skip": [{ method: "POST", path: "queue/skip", can: "judge-pairs", body: { taskId: id } }],
  rules: [{ method: "POST", path: "rules", can: "judge-flags", body: { ...rule, id, name: "a rule", mode: "fix" } }],
  "rules/[id]/changes": [{ method: "GET", path: `rules/${id}/changes`, can: "judge-flags" }],
  "rules/[id]/undo": [{ method: "POST", path: `rules/${id}/undo`, can: "judge-flags", body: {} }],
  "rules/preview": [{ method: "POST", path: "rules/preview", can: "judge-flags", body: rule }],
  "rules/proposals": [{ method: "GET", path: `rules/proposals?flagId=${id}`, can: "judge-flags" }],
  tokens: [
    { method: "POST", path: "tokens", can: "judge-pairs", body: { name: "feed", scopes: ["labels:read"], days: 1 } },
  ],
  "tokens/revoke": [{ method: "POST", path: "tokens/revoke", can: "judge-pairs", body: { tokenId: id } }],
  webhooks: [
    { method: "POST", path: "webhooks", can: "administer", body: { name: "PIM", url: "https://pim.house.example" } },
  ],
  "webhooks/again": [{ method: "POST", path: "webhooks/again", can: "administer", body: { deliveryId: id } }],
  "webhooks/deliveries": [{ method: "GET", path: `webhooks/deliveries?webhookId=${id}`, can: "administer" }],
  "webhooks/remove": [{ method: "POST", path: "webhooks/remove", can: "administer", body: { webhookId: id } }],
  "webhooks/switch": [
    { method: "POST", path: "webhooks/switch", can: "administer", body: { webhookId: id, isOn: false } },
  ],
  "webhooks/test": [{ method: "POST", path: "webhooks/test", can: "administer", body: { webhookId: id } }],
  "training/learned": [{ method: "GET", path: "training/learned", can: "judge-pairs" }],
  "training/rules": [{ method: "POST", path: "training/rules", can: "train", body: {} }],
  "training/events": [{ method: "GET", path: "training/events", can: "train" }],
  "training/runs": [{ method: "POST", path: "training/runs", can: "train", body: { head: "compatibility" } }],
  "training/runs/[id]/cancel": [{ method: "POST", path: `training/runs/${id}/cancel`, can: "train", body: {} }],
};
/** Routes that are open to everyone, and why. */
const open = new Map([
  ["health", "monitoring asks it, and it holds nothing of the workspace"],
  ["auth/[...nextauth]", "signing in is what it is for"],
  ["v1/[...path]", "a token opens it, never a session: tests/db/http/api/serve.test.ts"],
  ["v1/openapi.json", "tools read it without a token, and it holds nothing of the workspace"],
]);
const pages: { path: string; can: Capability }[] = [
  { path: "/pairs", can: "judge-pairs" },
  { path: "/pairs/complete", can: "judge-pairs" },
  { path: "/pairs/mine", can: "judge-pairs" },
  { path: "/pairs/figures", can: "judge-pairs" },
  { path: "/review", can: "judge-flags" },
  { path: "/review/rules", can: "judge-flags" },
  { path: "/catalogue", can: "browse" },
  { path: "/catalogue/some-garment", can: "browse" },
  { path: "/catalogue/some-garment/similar", can: "browse" },
  { path: "/mirror", can: "browse" },
  { path: "/catalogue/import", can: "import" },
  { path: `/catalogue/import/${id}`, can: "import" },
  { path: "/review/grid", can: "judge-flags" },
  { path: "/training", can: "train" },
  { path: "/training/compatibility-v1", can: "train" },
  { path: "/overview", can: "oversee" },
  { path: "/overview/disagreements", can: "oversee" },
  { path: "/overview/throughput", can: "oversee" },
  { path: "/overview/quality", can: "oversee" },
  { path: "/overview/return", can: "oversee" },
  { path: "/pairs/practice", can: "judge-pairs" },
  { path: "/people", can: "administer" },
  { path: "/people/assignment", can: "oversee" },
  { path: "/settings", can: "oversee" },
  { path: "/settings/gate", can: "train" },
  { path: "/settings/audit", can: "oversee" },
  { path: "/settings/taxonomy", can: "oversee" },
  { path: "/settings/guide", can: "oversee" },
  { path: "/settings/practice", can: "oversee" },
  { path: "/settings/queue", can: "oversee" },
  { path: "/settings/training", can: "train" },
  { path: "/settings/tokens", can: "judge-pairs" },
  { path: "/settings/password", can: "judge-pairs" },
  { path: "/settings/api", can: "judge-pairs" },
  { path: "/settings/webhooks", can: "administer" },
  { path: "/settings/encoders", can: "administer" },
  { path: `/settings/encoders/${id}`, can: "administer" },
];
const entries = Object.values(matrix).flat();
const mayNot = (role: Role, can: Capability) => !(capabilities[role] as readonly Capability[]).includes(can);

const send = (context: APIRequestContext, { method, path, body }: Entry, headers: Record<string, string> = {}) =>
  context.fetch(`/api/${path}`, { method, headers, ...(body === undefined ? {} : { data: body }) });

async function expectRefusal(context: APIRequestContext, entry: Entry, status: number, code: string) {
  const response = await send(context, entry);
  const where = `${entry.method} ${entry.path}`;
  expectThat(response.status(), where).toBe(status);
  const body = await response.json();
  expectThat(Object.keys(body), `${where} says nothing but why`).toEqual(["error"]);
  expectThat(body.error.code, where).toBe(code);
}

test("every route of the app is in this list", () => {
  const folder = join(process.cwd(), "app/api");
  expect(existsSync(folder)).toBe(true);
  const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|[\\/])route\.ts$/.test(file))
    .map((file) => file.replaceAll("\\", "/").replace(/\/route\.ts$/, ""));
  expect(routes.sort()).toEqual([...Object.keys(matrix), ...open.keys()].sort());
});

test("someone signed out gets 401 and no data from every route", async ({ baseURL }) => {
  const context = await requests.newContext({ baseURL });
  for (const entry of entries) await expectRefusal(context, entry, 401, "sign-in");
  await context.dispose();
});

test("someone signed out is led from every page to sign in", async ({ page, baseURL }) => {
  const context = await requests.newContext({ baseURL });
  for (const { path } of pages) {
    const response = await context.get(path, { maxRedirects: 0 });
    expectThat(response.status(), path).toBe(307);
    expectThat(response.headers().location, path).toMatch(/^\/sign-in/);
  }
  await context.dispose();
  await page.goto("/pairs");
  await expect(page).toHaveURL(/\/sign-in/);
});

for (const role of Role.options.filter((name) => [...entries, ...pages].some(({ can }) => mayNot(name, can)))) {
  test(`a ${role} gets 403 and no data where the role does not reach`, async ({ page }) => {
    await openAs(page, role, "/");
    for (const entry of entries.filter(({ can }) => mayNot(role, can)))
      await expectRefusal(page.request, entry, 403, "not-allowed");
    const closed = pages.filter(({ can }) => mayNot(role, can));
    for (const { path } of closed) expectThat((await page.request.get(path)).status(), path).toBe(403);
    // What is said there is the same for all: one is looked at.
    await page.goto(closed[0]!.path);
    await expect(page.getByRole("heading", { name: "Your role does not open this" })).toBeVisible();
  });
}

test("a write from another site is refused, whoever is signed in", async ({ page }) => {
  await openAs(page, "admin", "/");
  for (const entry of entries.filter(({ method }) => method === "POST")) {
    const response = await send(page.request, entry, { origin: "https://elsewhere.example" });
    expect(response.status(), entry.path).toBe(403);
    expect((await response.json()).error.code, entry.path).toBe("foreign-origin");
  }
});

test("a wrong password is told kindly and opens nothing", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody@house.example");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").first()).toContainText("do not belong together");
  await page.goto("/pairs");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("guessing is slowed down: after eight wrong passwords an account has to wait", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("guessed@house.example");
  await page.getByLabel("Password").fill("a guess");
  for (let attempt = 0; attempt < 9; attempt++) {
    const answer = page.waitForResponse(/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in" }).click();
    await answer;
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  }
  await expect(page.getByText("Too many attempts. Wait a few minutes and try again.")).toBeVisible();
});
