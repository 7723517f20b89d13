import { readdir } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { Command, CommanderError } from "commander";
import { parseEnv } from "@/lib/env";
import { Refusal } from "./instance/refusal";
import { runMain } from "./instance/run-main";
import { ensureClient } from "./migrations/ensure-client";
import { type OpenDatabase, openDatabase } from "./postgres/open-database";

type CommandFile = { register?: (program: Command) => void };

/** Each file of bin/commands that exports `register` adds its commands. */
async function loadCommands(program: Command): Promise<void> {
  const folder = new URL("./commands/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => /^[a-z-]+\.ts$/.test(name)).sort();
  for (const name of names) {
    const file = (await import(new URL(name, folder).href)) as CommandFile;
    file.register?.(program);
  }
}

await runMain(async () => {
  const root = process.cwd();
  await ensureClient(root, () => {});
  const environment = readEnvironment(root);
  const program = new Command("toile")
    .description("Works on a Toile instance with the same functions as its screens.")
    .exitOverride()
    .showHelpAfterError();
  let database: OpenDatabase | undefined;
  program.hook("preAction", async () => {
    database = await openDatabase(root, environment, (line) => console.error(line));
    process.env.DATABASE_URL = database.url;
    // People who label beside it come first. After the database, which another process may go on with.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  });
  await loadCommands(program);
  const interrupted = endOnSignal();
  try {
    await Promise.race([program.parseAsync(), interrupted]);
  } catch (error) {
    // Commander has printed its own sentence already.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode;
  } finally {
    const [{ closeDb }, { closeJobs }] = await Promise.all([import("@/lib/db"), import("@/lib/jobs/boss")]);
    await closeJobs();
    await closeDb();
    await database?.close();
  }
  return Number(process.exitCode ?? 0);
});

/** Ctrl-C ends the command, but only after the database that it may have started is stopped. */
function endOnSignal(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => reject(new Refusal("Stopped.")));
  });
}

function readEnvironment(root: string) {
  try {
    return parseEnv(process.env, root);
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}
