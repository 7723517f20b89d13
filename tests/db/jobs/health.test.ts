import { afterEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { health } from "@/lib/jobs/health";
import { beginHeartbeat } from "@/lib/jobs/heartbeat";

afterEach(() => db().workerHeartbeat.deleteMany());

it("without a worker the instance is not healthy, and says so", async () => {
  expect(await health()).toMatchObject({
    ok: false,
    web: "up",
    database: "up",
    worker: expect.stringContaining("worker"),
  });
});

it("with a worker that beats, all three are up", async () => {
  const heartbeat = await beginHeartbeat();
  expect(await health()).toEqual({ ok: true, web: "up", database: "up", worker: "up" });
  await heartbeat.stop();
  expect((await health()).ok).toBe(false);
});

it("a worker that fell silent does not count", async () => {
  await db().$executeRaw`
    INSERT INTO "WorkerHeartbeat" (id, host, pid, "heartbeatAt") VALUES (gen_random_uuid(), 'gone', 1, now() - interval '1 minute')`;
  expect((await health()).ok).toBe(false);
});
