import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { db } from "../db";
import { staleAfterSeconds } from "./rules";

const beatMs = 3_000;

/** Keeps this worker's row fresh until `stop`, which removes it. Rows of workers that died are swept on the way. */
export async function beginHeartbeat(): Promise<{ stop: () => Promise<void> }> {
  const id = randomUUID();
  await db().workerHeartbeat.create({ data: { id, host: hostname(), pid: process.pid } });
  let isBeating = false;
  const timer = setInterval(async () => {
    if (isBeating) return;
    isBeating = true;
    await beat(id).catch((error: Error) => console.error("worker heartbeat:", error.message));
    isBeating = false;
  }, beatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await db().workerHeartbeat.deleteMany({ where: { id } });
    },
  };
}

async function beat(id: string): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "WorkerHeartbeat" (id, host, pid) VALUES (${id}::uuid, ${hostname()}, ${process.pid})
    ON CONFLICT (id) DO UPDATE SET "heartbeatAt" = now()`;
  await db().$executeRaw`DELETE FROM "WorkerHeartbeat" WHERE "heartbeatAt" < now() - interval '1 day'`;
}

/** Whether any worker has beaten lately, by the database's clock. */
export async function isWorkerAlive(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ alive: boolean }[]>`
    SELECT exists(SELECT 1 FROM "WorkerHeartbeat"
      WHERE "heartbeatAt" > now() - make_interval(secs => ${staleAfterSeconds.worker})) AS alive`;
  return row?.alive ?? false;
}
