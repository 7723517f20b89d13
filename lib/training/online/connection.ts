import pg from "pg";
import { env } from "../../env";
import { AnswerNotice, answersChannel } from "./schema";

/** The one connection that may rewrite the live ranking: it holds the advisory lock, hears of answers, and every place is
 *  written through it, so that a worker that has lost the lock can't write. */
export type Connection = {
  query(text: string, values?: unknown[]): Promise<unknown[]>;
  /** Ids of labels heard of since the last call. */
  heard(): string[];
  /** Resolves at the next notice, when the connection ends, or after `ms`. */
  next(ms: number, signal: AbortSignal): Promise<void>;
  isAlive(): boolean;
  close(): Promise<void>;
};

/** Names the lock; any number that no one else in the database uses. */
const lockKey = 7_061_983;

/** Connects and takes the lock. Null when another worker has it; it is free as soon as that one's connection ends. */
export async function takeLock(): Promise<Connection | null> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
  let isAlive = true;
  let wake = () => {};
  const heard = new Set<string>();
  const end = () => {
    isAlive = false;
    wake();
  };
  // Without a listener an error of an idle connection would end the process.
  client.on("error", end);
  client.on("end", end);
  client.on("notification", ({ payload }) => {
    const notice = AnswerNotice.safeParse(parsed(payload));
    if (notice.success && notice.data.head === "compatibility") heard.add(notice.data.labelId);
    wake();
  });
  await client.connect();
  const query = async (text: string, values?: unknown[]) => (await client.query(text, values)).rows as unknown[];
  const [row] = (await query("SELECT pg_try_advisory_lock($1) AS mine", [lockKey])) as { mine: boolean }[];
  if (!row?.mine) {
    await client.end();
    return null;
  }
  await query(`LISTEN ${answersChannel}`);
  return {
    query,
    heard() {
      const ids = [...heard];
      heard.clear();
      return ids;
    },
    next: (ms, signal) =>
      new Promise((resolve) => {
        if (!isAlive || heard.size > 0 || signal.aborted) return resolve();
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          wake = () => {};
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener("abort", done);
        wake = done;
      }),
    isAlive: () => isAlive,
    close: () => client.end().catch(() => undefined),
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
