import { db } from "../db";
import { isWorkerAlive } from "./heartbeat";

/** Each part "up", or a sentence that says what is wrong with it. */
export type Health = { ok: boolean; web: "up"; database: string; worker: string };

const patienceMs = 3_000;

/** Whether web, database and worker are up. Never throws: a database that does not answer in 3 s counts as down. */
export async function health(): Promise<Health> {
  const state = { web: "up" as const, database: "up", worker: "up" };
  try {
    await within(db().$queryRaw`SELECT 1`);
    if (!(await within(isWorkerAlive()))) state.worker = "No worker has been heard of for some seconds.";
  } catch (error) {
    state.database = `The database does not answer: ${error instanceof Error ? lastLine(error.message) : "unknown reason"}`;
    state.worker = "Unknown while the database does not answer.";
  }
  return { ok: state.database === "up" && state.worker === "up", ...state };
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? text;

async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs / 1_000} s`)), patienceMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
