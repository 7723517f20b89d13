import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./bin/testing/chromium";

const chromium = findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/support/e2e-instance.ts",
  // The journeys share one instance and its queue.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // Patience for a busy machine: what is there at once is not waited for.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  outputDir: "test-results",
  use: {
    ...devices["Desktop Chrome"],
    // Recording costs a third of the time on two cores; for a failure that a log does not explain: --trace on.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: { executablePath: chromium?.executablePath, args: chromium?.args },
  },
});
