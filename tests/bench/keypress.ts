import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Bench, Figure } from "@/bin/instance/bench-types";
import { homePaths } from "@/bin/instance/home";
import { openProgress } from "@/bin/instance/progress";
import { Refusal } from "@/bin/instance/refusal";
import { startInstance } from "@/bin/instance/start-instance";
import { findChromium, NO_CHROMIUM } from "@/bin/testing/chromium";
import { parseEnv } from "@/lib/env";
import { percentile } from "./queue/load";

/* npm run bench -- keypress [HOME [ANSWERS]]
   From a key press to the next pair drawn, as Chromium itself measures it (event timing, element timing, layout shifts), on
   the built app: 200 answers beside the server, then 20 in a row over a link with a round trip of 400 ms. Without HOME an
   instance with the small demo is made for it; with one, the instance that runs there is judged. */

const usualAnswers = 200;
const slowAnswers = 20;
const slow = { offline: false, latency: 400, downloadThroughput: 200_000, uploadThroughput: 90_000 };
const p95Ms = 50;
/** How long a person at their fastest looks, beside the 150 ms before which no answer counts. */
const lookMs = 100;

type Drawn = { press: number; drawn: number; event: number };

const bench: Bench = {
  name: "keypress",
  async run({ say, args }) {
    const found = findChromium();
    if (!found) throw new Refusal(NO_CHROMIUM);
    const answers = Number(args[1] ?? usualAnswers);
    const instance = args[0] ? runningIn(args[0]) : await fresh();
    const browser = await chromium.launch(found);
    try {
      say(`${answers} answers beside the server …`);
      const near = await judge(browser, instance, { count: answers, isSlow: false });
      say(`${slowAnswers} answers over a round trip of ${slow.latency} ms …`);
      const far = await judge(browser, instance, { count: slowAnswers, isSlow: true });
      for (const line of new Set([...near.moved, ...far.moved])) say(`moved: ${line}`);
      return [...figuresOf("", near), ...figuresOf("Slow", far)];
    } finally {
      await browser.close();
      await instance.stop();
    }
  },
};

export default bench;

/** moved: what shifted, the element's own opening tag, and where from and to. */
type Measured = { drawn: Drawn[]; shift: number; moved: string[] };

function figuresOf(link: string, { drawn, shift }: Measured): Figure[] {
  const limit = (name: string, list: number[]): Figure => {
    const value = percentile(list, 0.95);
    return { name, value, unit: "ms", target: `≤ ${p95Ms}`, ok: value <= p95Ms };
  };
  const toDrawn = drawn.map(({ press, drawn: at }) => at - press);
  return [
    { name: `answers${link}`, value: drawn.length, unit: "", ok: drawn.length > 0 },
    limit(
      `eventTimingP95Ms${link}`,
      drawn.map(({ event }) => event),
    ),
    limit(`photosDrawnP95Ms${link}`, toDrawn),
    { name: `photosDrawnMedianMs${link}`, value: percentile(toDrawn, 0.5), unit: "ms", ok: true },
    { name: `layoutShift${link}`, value: shift, unit: "", target: 0, ok: shift === 0 },
  ];
}

type Place = { url: string; home: string; stop(): Promise<void> };

async function judge(
  browser: Browser,
  { url, home }: Place,
  how: { count: number; isSlow: boolean },
): Promise<Measured> {
  // A service worker's own requests are not slowed down with the page's, so the slow link does without it.
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: how.isSlow ? "block" : "allow",
  });
  const page = await context.newPage();
  await signIn(page, home);
  if (how.isSlow) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", slow);
  }
  // esbuild names functions by a helper that the page does not have.
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(watch);
  await page.goto("/pairs");
  await ready(page);
  // What is held ahead comes after the first pair; a person reads the guide meanwhile.
  await page.waitForTimeout(how.isSlow ? 6_000 : 2_000);
  for (let answer = 0; answer < how.count; answer++) {
    const task = await page.locator("[data-task]").getAttribute("data-task");
    await page.keyboard.press(answer % 4 === 1 ? "c" : "f");
    await page.locator(`[data-task="${task}"]`).waitFor({ state: "detached" });
    await ready(page);
    await page.waitForTimeout(lookMs);
  }
  const measured = await page.evaluate(() => (window as unknown as { measured: () => Measured }).measured());
  await context.close();
  return measured;
}

const ready = (page: Page) => page.locator("[data-task][data-ready=true]").waitFor();

type LayoutShift = PerformanceEntry & {
  value: number;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
};

/** Runs in the page. For each answer's key press: the browser's own duration of the event, and when the last photo of the
 *  pair after it was drawn. */
function watch(): void {
  const presses: { at: number; duration: number }[] = [];
  const photos: number[] = [];
  let shift = 0;
  const observe = (type: string, take: (entry: PerformanceEntry) => void, more: Record<string, unknown> = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true, ...more });
  observe(
    "event",
    (entry) => entry.name === "keydown" && presses.push({ at: entry.startTime, duration: entry.duration }),
    {
      durationThreshold: 16,
    },
  );
  observe("element", (entry) => photos.push((entry as PerformanceEntry & { renderTime: number }).renderTime));
  const moved: string[] = [];
  observe("layout-shift", (entry) => {
    const { value, sources } = entry as LayoutShift;
    shift += value;
    const corner = ({ x, y, width, height }: DOMRectReadOnly) => `${[x, y, width, height].map(Math.round).join(" ")}`;
    for (const { node, previousRect, currentRect } of sources) {
      const tag = (node as Element | null)?.cloneNode?.(false) as Element | undefined;
      moved.push(`${tag?.outerHTML ?? node?.textContent} from ${corner(previousRect)} to ${corner(currentRect)}`);
    }
  });
  const keys: number[] = [];
  addEventListener("keydown", (event) => keys.push(event.timeStamp), { capture: true });
  (window as unknown as { measured: () => Measured }).measured = () => ({
    shift,
    moved,
    drawn: keys.map((press, index) => {
      const until = keys[index + 1] ?? Number.POSITIVE_INFINITY;
      const drawn = photos.filter((at) => at > press && at < until);
      // Faster than the browser's threshold of 16 ms has no entry.
      const event = presses.find(({ at }) => Math.abs(at - press) < 1)?.duration ?? 16;
      return { press, event, drawn: drawn.length > 0 ? Math.max(...drawn) : Number.POSITIVE_INFINITY };
    }),
  });
}

type User = { email: string; role: string; password: string };

async function signIn(page: Page, home: string): Promise<void> {
  const users: User[] = JSON.parse(readFileSync(join(home, "demo-users.json"), "utf8"));
  const user = users.find(({ role }) => role === "stylist");
  if (!user) throw new Refusal("This house has no stylist of the demo.");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(user.email);
  await page.getByLabel("Password").fill(user.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
}

function runningIn(home: string): Place {
  const { url } = JSON.parse(readFileSync(homePaths(home).running, "utf8"));
  return { url, home, stop: async () => {} };
}

async function fresh(): Promise<Place> {
  const home = mkdtempSync(join(tmpdir(), "toile-bench-"));
  // Postgres may run as another user, who must be able to pass through.
  chmodSync(home, 0o711);
  const root = process.cwd();
  process.env.TOILE_DEMO_SIZE = "small";
  const environment = parseEnv({ TOILE_HOME: home, PORT: String(await freePort()) }, root);
  const options = {
    root,
    environment,
    isEmpty: false,
    progress: openProgress(),
    stopping: new AbortController().signal,
  };
  const instance = await startInstance(options);
  return {
    url: instance.url,
    home,
    async stop() {
      await instance.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
