import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const LIMIT_MS = 300_000;

/** Starts a real instance with a small demo for the journeys, exactly as npm start does. With TOILE_E2E_URL and
 *  TOILE_E2E_HOME set, the journeys use a running one instead. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.TOILE_E2E_URL) return async () => {};
  const home = mkdtempSync(join(tmpdir(), "toile-e2e-"));
  // Postgres may run as another user, who must be able to pass through.
  chmodSync(home, 0o711);
  const port = await freePort();
  const log = join(home, "start.log");
  const child = start(home, port, log);
  const stop = async () => {
    await end(child);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await untilReady(child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.TOILE_E2E_URL = `http://127.0.0.1:${port}`;
  process.env.TOILE_E2E_HOME = home;
  return stop;
}

function start(home: string, port: number, log: string): ChildProcess {
  const { DATABASE_URL, TOILE_STORE, HOST, NEXTAUTH_SECRET, NEXTAUTH_URL, ...rest } = process.env;
  const out = openSync(log, "w");
  try {
    // It follows a killed test run, so that no instance is left.
    return spawn(process.execPath, ["--import", "./bin/instance/follow-parent.mjs", "bin/start.mjs"], {
      env: { ...rest, TOILE_HOME: home, PORT: String(port), TOILE_DEMO_SIZE: "small" },
      stdio: ["ignore", out, out, "ipc"],
    });
  } finally {
    closeSync(out);
  }
}

async function untilReady(child: ChildProcess, log: string): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  while (!readFileSync(log, "utf8").includes("Toile is ready at")) {
    if (child.exitCode !== null || performance.now() > until) {
      throw new Error(`The instance for the journeys did not start:\n${readFileSync(log, "utf8")}`);
    }
    await wait(200);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await gone;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
