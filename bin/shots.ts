import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "@playwright/test";
import { parseEnv } from "@/lib/env";
import { homePaths } from "./instance/home";
import { openProgress } from "./instance/progress";
import { Refusal } from "./instance/refusal";
import { runMain } from "./instance/run-main";
import { startInstance } from "./instance/start-instance";
import { findChromium, NO_CHROMIUM } from "./testing/chromium";

/** Every screen by its place; `role`: who looks, nobody when absent; `open`: what is pressed first. */
const SCREENS: { name: string; path: string; role?: string; open?: string }[] = [
  { name: "sign-in", path: "/sign-in" },
  { name: "pairs", path: "/pairs", role: "stylist" },
  { name: "complete", path: "/pairs/complete", role: "stylist" },
  { name: "my-answers", path: "/pairs/mine", role: "stylist" },
  { name: "review", path: "/review", role: "reviewer" },
  { name: "review-grid", path: "/review/grid", role: "reviewer" },
  { name: "catalogue", path: "/catalogue", role: "reviewer" },
  { name: "catalogue-filtered", path: "/catalogue?stock=in&q=dres", role: "reviewer" },
  { name: "catalogue-nothing", path: "/catalogue?q=zzzz", role: "reviewer" },
  { name: "import", path: "/catalogue/import", role: "manager" },
  { name: "import-job", path: "/catalogue/import", role: "manager", open: "main ul a" },
  { name: "garment", path: "/catalogue", role: "reviewer", open: "[data-product]" },
  { name: "mirror", path: "/mirror", role: "reviewer" },
  { name: "training", path: "/training", role: "manager" },
  { name: "model-card", path: "/training/compatibility-v1", role: "manager" },
  { name: "overview", path: "/overview", role: "manager" },
  { name: "throughput", path: "/overview/throughput?range=7d", role: "manager" },
  { name: "gate-settings", path: "/settings/gate", role: "manager" },
  { name: "queue-plan", path: "/settings/queue", role: "manager" },
  { name: "quality", path: "/overview/quality", role: "admin" },
  { name: "return", path: "/overview/return", role: "manager" },
  { name: "my-figures", path: "/pairs/figures", role: "stylist" },
  { name: "settings", path: "/settings", role: "admin" },
  { name: "settings-training", path: "/settings/training", role: "manager" },
  { name: "encoders", path: "/settings/encoders", role: "admin" },
  { name: "encoder-change", path: "/settings/encoders", role: "admin", open: "main [data-change]" },
  { name: "tokens", path: "/settings/tokens", role: "admin" },
  { name: "password", path: "/settings/password", role: "stylist" },
  { name: "webhooks", path: "/settings/webhooks", role: "admin" },
  { name: "api", path: "/settings/api", role: "admin" },
  { name: "people", path: "/people", role: "admin" },
  { name: "assignment", path: "/people/assignment", role: "manager" },
  { name: "taxonomy", path: "/settings/taxonomy", role: "manager" },
  { name: "audit", path: "/settings/audit", role: "manager" },
  { name: "join", path: "/join" },
];
const WIDTHS = [1440, 390];
const THEMES = ["light", "dark"] as const;

const HELP = `npm run shots [-- SCREEN …]
  Pictures of every screen, 1440 and 390 px wide, light and dark, in shots/.
  Uses the instance that runs in TOILE_HOME, or starts it.`;

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const found = findChromium();
  if (!found) throw new Refusal(NO_CHROMIUM);
  const root = process.cwd();
  const environment = parseEnv(process.env, root);
  const running = runningUrl(environment.TOILE_HOME);
  const instance = running
    ? { url: running, stop: async () => {} }
    : await startInstance({
        root,
        environment,
        isEmpty: false,
        progress: openProgress(),
        stopping: new AbortController().signal,
      });
  const browser = await chromium.launch(found);
  try {
    mkdirSync(join(root, "shots"), { recursive: true });
    const wanted = SCREENS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    for (const screen of wanted) await shoot(browser, instance.url, environment.TOILE_HOME, screen);
  } finally {
    await browser.close();
    await instance.stop();
  }
  return 0;
});

function runningUrl(home: string): string | null {
  try {
    const { url, pid } = JSON.parse(readFileSync(homePaths(home).running, "utf8"));
    process.kill(pid, 0);
    return url;
  } catch {
    return null;
  }
}

async function shoot(browser: Browser, url: string, home: string, screen: (typeof SCREENS)[number]): Promise<void> {
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      const context = await browser.newContext({
        baseURL: url,
        colorScheme,
        viewport: { width, height: width > 800 ? 900 : 844 },
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      if (screen.role) await signIn(page, home, screen.role);
      await page.goto(screen.path);
      if (screen.open && !(await openFirst(page, screen.open, screen.path))) {
        console.error(`${screen.name}: there is none to open here, so it is left out.`);
        return context.close();
      }
      // A screen that listens for events is never idle.
      await page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => {});
      const file = join("shots", `${screen.name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
      await context.close();
    }
  }
}

/** False when nothing is there to press: a house without imports has no import to look at. */
async function openFirst(page: Page, what: string, path: string): Promise<boolean> {
  const target = page.locator(what).first();
  const isThere = await target.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!isThere) return false;
  await target.click();
  await page.waitForURL((address) => address.pathname !== path);
  return true;
}

type User = { email: string; role: string; password: string };

async function signIn(page: Page, home: string, role: string): Promise<void> {
  const users: User[] = JSON.parse(readFileSync(join(home, "demo-users.json"), "utf8"));
  const user = users.find((one) => one.role === role);
  if (!user) throw new Refusal(`The demo has no ${role}; take pictures of an instance that holds the demo.`);
  await page.goto("/sign-in");
  await page.locator('input[type="email"], input[name="email"]').fill(user.email);
  await page.locator('input[type="password"]').fill(user.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
}
