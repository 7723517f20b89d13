import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Refusal } from "./instance/refusal";
import { runMain } from "./instance/run-main";
import { ensureClient } from "./migrations/ensure-client";
import { findChromium, installChromium, NO_CHROMIUM } from "./testing/chromium";
import { add, NOTHING, type Tally, tallyLine, tallyPlaywright, tallyVitest } from "./testing/tally";

const HELP = `npm test [-- SUITE …] [--install-chromium]
  Suites: lint, types, unit, db, e2e; all of them when none is named.
  --install-chromium   when there is no Chromium, install Debian's (as root) or Playwright's (CI=true does the same)`;

const modules = (...path: string[]) => join("node_modules", ...path);
const FAILED: Tally = { ...NOTHING, failed: 1 };
const PASSED: Tally = { ...NOTHING, passed: 1 };

const suites: Record<string, (reports: string, mayInstall: boolean) => Promise<Tally>> = {
  lint: () => check([modules("@biomejs", "biome", "bin", "biome"), "check", "."]),
  types: () => check([modules("typescript", "bin", "tsc"), "--noEmit"]),
  unit: (reports) => vitest(reports, ["unit", "component"]),
  db: (reports) => vitest(reports, ["db"]),
  e2e: playwright,
};

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "install-chromium": { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const unknown = positionals.find((name) => !suites[name]);
  if (unknown) throw new Refusal(`There is no suite "${unknown}"; the suites are ${Object.keys(suites).join(", ")}.`);
  await ensureClient(process.cwd(), () => console.log("Making the database client …"));
  const mayInstall = values["install-chromium"] || process.env.CI === "true";
  const reports = mkdtempSync(join(tmpdir(), "toile-reports-"));
  let total = NOTHING;
  try {
    for (const [name, suite] of Object.entries(suites)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      const began = performance.now();
      const tally = await suite(reports, mayInstall);
      console.log(`${name}: ${tallyLine(tally)} in ${Math.round((performance.now() - began) / 1000)} s\n`);
      total = add(total, tally);
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  console.log(tallyLine(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});

/** A tool that looks at everything at once counts as one test. */
async function check(args: string[]): Promise<Tally> {
  return (await run(args)) === 0 ? PASSED : FAILED;
}

async function vitest(reports: string, projects: string[]): Promise<Tally> {
  const report = join(reports, `${projects[0]}.json`);
  const chosen = projects.flatMap((name) => ["--project", name]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run([modules("vitest", "vitest.mjs"), "run", ...chosen, ...reporters]);
  return honest(code, report, tallyVitest);
}

async function playwright(reports: string, mayInstall: boolean): Promise<Tally> {
  if (!findChromium() && !(mayInstall && installChromium())) {
    console.error(NO_CHROMIUM);
    return FAILED;
  }
  const report = join(reports, "e2e.json");
  const code = await run([modules("@playwright", "test", "cli.js"), "test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return honest(code, report, tallyPlaywright);
}

/** A runner that fails without a failed test, or writes no report, has not passed. */
function honest(code: number, report: string, count: (report: unknown) => Tally): Tally {
  if (!existsSync(report)) return FAILED;
  const tally = count(JSON.parse(readFileSync(report, "utf8")));
  return code !== 0 && tally.failed === 0 ? add(tally, FAILED) : tally;
}

/** Runs a Node program to its end on this terminal, without the variables that would point it at a real instance. */
function run(args: string[], extra: Record<string, string> = {}): Promise<number> {
  const { DATABASE_URL, TOILE_HOME, TOILE_STORE, PORT, HOST, NEXTAUTH_SECRET, NEXTAUTH_URL, ...rest } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...rest, ...extra },
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
