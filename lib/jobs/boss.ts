import PgBoss from "pg-boss";
import type { Tx } from "../db";
import { env } from "../env";
import { contracts, type JobName, type JobPayload, jobNames, keyOf } from "./contracts";

const shared = globalThis as { toileBoss?: Promise<PgBoss> };

/** Opens pg-boss and makes sure that every contract has its queue. `supervise`: this process also expires and archives
 *  old jobs; one such process is enough. */
export async function openBoss(options: { supervise: boolean }): Promise<PgBoss> {
  const { supervise } = options;
  const boss = new PgBoss({ connectionString: env().DATABASE_URL, max: 2, supervise, schedule: false });
  boss.on("error", (error) => console.error("jobs:", error.message));
  await boss.start();
  // "short": at most one waiting job for each key.
  for (const name of jobNames) await boss.createQueue(name, { name, policy: "short" });
  return boss;
}

/** This process's sender, opened on first use. */
export const jobSender = (): Promise<PgBoss> => {
  // A sender needs no supervision: the worker does it.
  shared.toileBoss ??= openBoss({ supervise: false });
  return shared.toileBoss;
};

export async function closeJobs(): Promise<void> {
  const boss = await shared.toileBoss;
  shared.toileBoss = undefined;
  await boss?.stop({ graceful: false, close: true });
}

/** Sends a job in the caller's transaction: it exists when, and only when, the change does.
 *  A twin that still waits (see keyOf) makes this one superfluous. */
export async function send<N extends JobName>(tx: Tx, name: N, payload: JobPayload<N>): Promise<void> {
  const boss = await jobSender();
  await boss.send(name, contracts[name].parse(payload), {
    singletonKey: keyOf[name](payload),
    retryLimit: 2,
    retryDelay: 2,
    expireInHours: 12,
    db: { executeSql: async (text, values) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) as never },
  });
}
