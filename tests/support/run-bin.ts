import { type ChildProcess, spawn } from "node:child_process";

export type Ended = { code: number | null; stdout: string; stderr: string };

/** Environment for a child that must not see this run's own instance. */
export function cleanEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL, TOILE_HOME, TOILE_STORE, PORT, HOST, NEXTAUTH_SECRET, NEXTAUTH_URL, ...rest } = process.env;
  return { ...rest, ...extra };
}

/** Begins bin/<name>.mjs as npm would. */
export function beginBin(name: string, args: string[], extra: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [`bin/${name}.mjs`, ...args], {
    env: cleanEnvironment(extra),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs bin/<name>.mjs to its end. */
export function runBin(name: string, args: string[], extra: Record<string, string>): Promise<Ended> {
  const child = beginBin(name, args, extra);
  const texts = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.on("data", (chunk: Buffer) => {
      texts[stream] += chunk.toString("utf8");
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...texts })));
}
