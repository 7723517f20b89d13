import { join } from "node:path";
import { type Environment, localUrl } from "@/lib/env";
import { ensureClient } from "../migrations/ensure-client";
import { keepRunning } from "../postgres/keep-running";
import { openDatabase } from "../postgres/open-database";
import { buildPages, isBuildFresh } from "./build";
import { noteFirstStart, signInLines, wantsDemo } from "./first-start";
import { waitForHealth } from "./health";
import { homePaths, prepareHome } from "./home";
import { makeDemo } from "./make-demo";
import { checkPort } from "./port";
import type { Progress } from "./progress";
import { claimHome } from "./running";
import { loadSecrets } from "./secrets";
import { type Program, supervise } from "./supervise";

type Options = { root: string; environment: Environment; isEmpty: boolean; progress: Progress; stopping: AbortSignal };
export type Instance = { url: string; stop(): Promise<void> };

/** Starts everything, in order, and returns when the instance answers. When a step fails, or `stopping` is aborted on the
 *  way, what was started is stopped again. */
export async function startInstance(options: Options): Promise<Instance> {
  const began = performance.now();
  const { environment, progress, stopping } = options;
  const { TOILE_HOME: home, HOST, PORT } = environment;
  const url = localUrl(HOST, PORT);
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    prepareHome(home);
    const claim = claimHome(home, url);
    undo.push(claim.release);
    await checkPort(HOST, PORT);
    await bringUp(options, url, undo);
    stopping.throwIfAborted();
  } catch (error) {
    await stop();
    if (stopping.aborted) return { url, stop };
    throw error;
  }
  progress.say(`\nToile is ready at ${url} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  for (const line of signInLines(home)) progress.say(line);
  progress.say("Ctrl-C stops it.");
  return { url, stop };
}

async function bringUp(options: Options, url: string, undo: (() => Promise<void> | void)[]): Promise<void> {
  const { root, environment, isEmpty, progress, stopping } = options;
  const { TOILE_HOME: home } = environment;
  const { logs } = homePaths(home);
  await ensureClient(root, () => progress.say("Making the database client …"));
  stopping.throwIfAborted();
  const database = await progress.step("Opening the database", () => openDatabase(root, environment, progress.say));
  undo.push(database.close);
  if (database.isEmbedded) undo.push(keepRunning(home, Number(new URL(database.url).port), progress.say).stop);
  if (database.applied.length > 0) progress.say(`Applied ${database.applied.length} migrations.`);
  const surroundings = childEnvironment(environment, database.url);
  const withDemo = wantsDemo(environment, isEmpty);
  stopping.throwIfAborted();
  // The demo is drawn while the pages are built: each keeps about one core busy.
  await settleAll([
    isBuildFresh(root)
      ? null
      : progress.step("Building the pages", () => buildPages(root, join(logs, "build.log"), stopping)),
    withDemo
      ? progress.step("Making the demo house", () => makeDemo(root, surroundings, progress.say, stopping))
      : null,
  ]);
  stopping.throwIfAborted();
  await progress.step("Starting the web server and the worker", async () => {
    const running = programs(environment, surroundings).map((program) => supervise(program, progress.say));
    undo.push(async () => {
      await Promise.all(running.map((program) => program.stop()));
    });
    await waitForHealth(url, logs, stopping);
  });
  stopping.throwIfAborted();
  noteFirstStart(home, withDemo);
}

function programs({ HOST, PORT, TOILE_HOME }: Environment, env: NodeJS.ProcessEnv): Program[] {
  const { logs } = homePaths(TOILE_HOME);
  const serve = ["node_modules/next/dist/bin/next", "start", "--hostname", HOST, "--port", String(PORT)];
  const work = ["--import", "tsx", "bin/worker.ts"];
  return [
    { name: "web server", args: serve, env, logFile: join(logs, "web.log") },
    { name: "worker", args: work, env, logFile: join(logs, "worker.log") },
  ];
}

function childEnvironment(environment: Environment, databaseUrl: string): NodeJS.ProcessEnv {
  const { authSecret } = loadSecrets(environment.TOILE_HOME);
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    TOILE_HOME: environment.TOILE_HOME,
    TOILE_STORE: environment.TOILE_STORE,
    HOST: environment.HOST,
    PORT: String(environment.PORT),
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: environment.NEXTAUTH_SECRET ?? authSecret,
    NEXTAUTH_URL: environment.NEXTAUTH_URL,
  };
}

/** Waits for both even if one fails, so that no child is left when the failure is told. */
async function settleAll(work: (Promise<void> | null)[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
