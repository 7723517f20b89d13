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
  Suites: lint, types, unit, db, e2e; all of them when none is named. unit and db run beside the others, since each of
  the two leaves half of two cores idle; what they say is printed when they are through.
  --install-chromium   when there is no Chromium, install Debian's (as root) or Playwright's (CI=true does the same)`;

const modules = (...path: string[]) => join("node_modules", ...path);
const FAILED: Tally = { ...NOTHING, failed: 1 };
const PASSED: Tally = { ...NOTHING, passed: 1 };

type Suite = (context: { reports: string; mayInstall: boolean; isAside: boolean }) => Promise<Tally>;

const suites: Record<string, Suite> = {
  lint: () => check([modules("@biomejs", "biome", "bin", "biome"), "check", "."]),
  types: () => check([modules("typescript", "bin", "tsc"), "--noEmit"]),
  unit: ({ reports, isAside }) => vitest(reports, ["unit", "component"], isAside),
  // Its files wait for clocks and locks as much as they compute: two at a time even on two cores.
  db: ({ reports, isAside }) => vitest(reports, ["db"], isAside, ["--maxWorkers=2"]),
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
  const wanted = Object.keys(suites).filter((name) => positionals.length === 0 || positionals.includes(name));
  const isApart = (name: string) => name === "unit" || name === "db";
  const aside: string[] = wanted.every(isApart) ? [] : wanted.filter(isApart);
  const lane = async (names: string[], isAside: boolean): Promise<Tally> => {
    let tally = NOTHING;
    for (const name of names) {
      const began = performance.now();
      const counted = await suites[name]!({ reports, mayInstall, isAside });
      console.log(`${name}: ${tallyLine(counted)} in ${Math.round((performance.now() - began) / 1000)} s\n`);
      tally = add(tally, counted);
    }
    return tally;
  };
  let total = NOTHING;
  try {
    const tallies = await Promise.all([
      lane(
        wanted.filter((name) => !aside.includes(name)),
        false,
      ),
      lane(aside, true),
    ]);
    total = tallies.reduce(add);
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

async function vitest(reports: string, projects: string[], isAside: boolean, more: string[] = []): Promise<Tally> {
  const report = join(reports, `${projects[0]}.json`);
  const chosen = projects.flatMap((name) => ["--project", name]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run([modules("vitest", "vitest.mjs"), "run", ...chosen, ...reporters, ...more], {}, isAside);
  return honest(code, report, tallyVitest);
}

async function playwright({ reports, mayInstall }: Parameters<Suite>[0]): Promise<Tally> {
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

/** Runs a Node program to its end, without the variables that would point it at a real instance. What it says goes to this
 *  terminal: at once, or `isAside` in one piece at its end. */
function run(args: string[], extra: Record<string, string> = {}, isAside = false): Promise<number> {
  const { DATABASE_URL, TOILE_HOME, TOILE_STORE, PORT, HOST, NEXTAUTH_SECRET, NEXTAUTH_URL, ...rest } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", isAside ? "pipe" : "inherit", isAside ? "pipe" : "inherit"],
      env: { ...rest, ...extra },
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => said.push(part));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
    child.once("error", reject);
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}
