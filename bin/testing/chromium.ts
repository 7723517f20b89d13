import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const PLAYWRIGHT = join("node_modules", "@playwright", "test", "cli.js");

export const NO_CHROMIUM =
  'The browser tests need Chromium: run "npx playwright install chromium", or install the system\'s package, and try again.';

export type Chromium = { /** undefined: Playwright's own. */ executablePath: string | undefined; args: string[] };

/** Playwright's own Chromium if it is installed, else the system's; null where there is neither. */
export function findChromium(): Chromium | null {
  const isRoot = process.getuid?.() === 0;
  const args = [
    // Root has no user namespace to put the sandbox in.
    ...(isRoot ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  if (existsSync(chromium.executablePath())) return { executablePath: undefined, args };
  const executablePath = SYSTEM.find((path) => existsSync(path));
  return executablePath ? { executablePath, args } : null;
}

/** Brings a Chromium in: Debian's package as root, else Playwright's own download. Returns whether one is there then. */
export function installChromium(): boolean {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) installDebians();
  // Its stack would bury the one sentence that says what to do, and the command in it shows the reason.
  else spawnSync(process.execPath, [PLAYWRIGHT, "install", "chromium"], { stdio: "ignore" });
  return findChromium() !== null;
}

function installDebians(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]]) {
    spawnSync("apt-get", ["--quiet", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  }
}
