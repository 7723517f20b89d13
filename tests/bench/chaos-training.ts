import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Bench, BenchContext, Figure } from "@/bin/instance/bench-types";
import { type BenchInstance, openInstance, workOnDatabaseOf } from "./queue/instance";
import { pidOf } from "./queue/processes";
import { followRun, pressTrain, untilQuiet } from "./retrain/follow";
import { makeManager } from "./retrain/manager";
import { plantSmallHouse } from "./retrain/small-house";

/* npm run bench -- chaos-training [PART…]
   The built app with its embedded Postgres and worker, over a small house. The worker is killed (SIGKILL) in each phase of
   a run and of what follows it; Postgres is killed while versions are promoted; the disk is full while weights are written
   (a tmpfs, where mounting is allowed); the weights that serve are damaged. After each there is one live champion, nothing
   is left behind, and what a manager reads is a sentence. */

/** Words that Run.phase begins with, and what comes after the run. */
const phases = ["Preparing", "Reading", "Reducing", "Training", "Measuring", "Storing", "evaluate", "rank"] as const;
type Phase = (typeof phases)[number];

const takenUpWithinSeconds = 60;

let lastKill = new Date(0);
const quiet = () => untilQuiet({ since: lastKill });

const bench: Bench = {
  name: "chaos-training",
  async run({ say, args }) {
    const instance = await openInstance(say);
    try {
      await workOnDatabaseOf(instance);
      await plantSmallHouse();
      const manager = await makeManager(instance, "byHand");
      const { asSystem } = await import("@/lib/users/allow");
      const { startTraining } = await import("@/lib/training/start-training");
      await startTraining(asSystem("commandLine", "bench"), { head: "compatibility", seed: 1 });
      await quiet();
      const figures: Figure[] = [];
      const isWanted = (part: string) => args.length === 0 || args.includes(part);
      for (const phase of phases.filter(isWanted)) {
        say(`killing the worker in ${phase} …`);
        figures.push(...(await killIn(phase, instance, manager)));
      }
      if (isWanted("Disk")) {
        say("the disk is full …");
        figures.push(...(await fillDisk(instance, manager)));
      }
      if (isWanted("Weights")) {
        say("damaging the weights that serve …");
        await trainUpTo(2, instance, manager);
        figures.push(...(await damageWeights(say)));
      }
      if (isWanted("Postgres")) {
        say("killing Postgres while versions are promoted …");
        await trainUpTo(3, instance, manager);
        figures.push(...(await killDatabase(instance, manager)));
      }
      return figures;
    } finally {
      const { closeDb } = await import("@/lib/db");
      const { closeJobs } = await import("@/lib/jobs/boss");
      await closeJobs().catch(() => undefined);
      await closeDb();
      await instance.close();
    }
  },
};
export default bench;

const isTrue = (name: string, ok: boolean): Figure => ({ name, value: Number(ok), unit: "", target: 1, ok });

async function killIn(phase: Phase, instance: BenchInstance, manager: string): Promise<Figure[]> {
  const { db } = await import("@/lib/db");
  const runId = await pressTrain(instance, manager);
  const began = performance.now();
  while (!(await isIn(phase, runId))) {
    if (performance.now() - began > 120_000) throw new Error(`${phase} was not seen in two minutes`);
    // A phase of milliseconds is seldom written down at all.
    if (isOfRun(phase) && (await db().run.findUniqueOrThrow({ where: { id: runId } })).status === "finished") {
      await quiet();
      return [{ name: `${phase}: over before it could be hit, left out`, value: 0, unit: "", ok: true }];
    }
    await wait(5);
  }
  const worker = pidOf("worker");
  if (worker === null) throw new Error("the worker does not run");
  process.kill(worker, "SIGKILL");
  const killedAt = performance.now();
  lastKill = new Date();
  const before = (await db().run.findUniqueOrThrow({ where: { id: runId } })).attempts;
  let seconds = Number.NaN;
  // Of what is over before the run is known to be lost, only that everything is done after all can be seen.
  for (; Number.isNaN(seconds); await wait(50)) {
    const run = await db().run.findUniqueOrThrow({ where: { id: runId } });
    if (run.attempts > before || run.status !== "running") seconds = (performance.now() - killedAt) / 1_000;
    if (performance.now() - killedAt > 120_000) throw new Error(`nobody took the run up after ${phase}`);
  }
  const course = await followRun(runId, performance.now());
  await quiet();
  return [
    {
      name: `${phase}: run taken up or over`,
      value: seconds,
      unit: "s",
      target: `≤ ${takenUpWithinSeconds}`,
      ok: seconds <= takenUpWithinSeconds,
    },
    isTrue(`${phase}: its version is stored and measured`, course.outcome !== ""),
    ...(await aftermath(phase, instance)),
  ];
}

const isOfRun = (phase: Phase): boolean => phase !== "evaluate" && phase !== "rank";

/** Whether the run, or the job that follows it, is at this point now. */
async function isIn(phase: Phase, runId: string): Promise<boolean> {
  const { db } = await import("@/lib/db");
  if (isOfRun(phase))
    return (await db().run.findUniqueOrThrow({ where: { id: runId } })).phase?.startsWith(phase) ?? false;
  if (phase === "rank") await promoteNewest(runId);
  const rows = await db().$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = ${phase} AND state = 'active'`;
  return rows.length > 0;
}

async function promoteNewest(runId: string): Promise<void> {
  const { db } = await import("@/lib/db");
  const { promote } = await import("@/lib/models/promote");
  const { asSystem } = await import("@/lib/users/allow");
  const version = await db().modelVersion.findUnique({ where: { runId } });
  if (version) await promote(asSystem("commandLine", "bench"), { versionId: version.id, reason: "chaos" });
}

/** Trains until there are so many versions, where the parts before this one were left out. */
async function trainUpTo(versions: number, instance: BenchInstance, manager: string): Promise<void> {
  const { db } = await import("@/lib/db");
  while ((await db().modelVersion.count({ where: { head: "compatibility" } })) < versions) {
    await followRun(await pressTrain(instance, manager), performance.now());
    await quiet();
  }
}

/** One champion whose weights load, no half-written ranking, no folder of a dead process, no training that nobody waits
 *  for. */
async function aftermath(name: string, { home }: BenchInstance): Promise<Figure[]> {
  const { db } = await import("@/lib/db");
  const { loadChampion } = await import("@/lib/models/load-champion");
  const { sweepWorkspaces } = await import("@/lib/jobs/workspace");
  const folders = async () => {
    await sweepWorkspaces({ isStarting: false });
    return readdirSync(join(home, "runs"));
  };
  // The new ranking's version is learnt by no job: its folder goes when that is done.
  for (const until = performance.now() + 60_000; (await folders()).length > 0 && performance.now() < until; )
    await wait(200);
  const champions = await db().champion.count({ where: { head: "compatibility" } });
  const model = await loadChampion("compatibility").catch(() => null);
  const left = await folders();
  const active = await db().run.count({ where: { status: { in: ["queued", "running"] } } });
  return [
    isTrue(`${name}: one champion, and it loads`, champions === 1 && model !== null),
    {
      name: `${name}: folders left behind${left.map((folder) => ` ${folder}`).join(",")}`,
      value: left.length,
      unit: "",
      target: 0,
      ok: left.length === 0,
    },
    { name: `${name}: runs that hang`, value: active, unit: "", target: 0, ok: active === 0 },
  ];
}

/** Weights that do not fit onto the disk end the run with a sentence; a run after it, with room, ends well. */
async function fillDisk(instance: BenchInstance, manager: string): Promise<Figure[]> {
  const { runOf } = await import("@/lib/training/data");
  const runs = join(instance.home, "runs");
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k,mode=0777", "tmpfs", runs], { stdio: "ignore" });
  } catch {
    return [{ name: "disk full: mounting is not allowed here, so it was left out", value: 0, unit: "", ok: true }];
  }
  let reason: string | null = null;
  try {
    const runId = await pressTrain(instance, manager);
    for (let run = await runOf(runId); ; run = await runOf(runId)) {
      reason = run?.status === "failed" ? run.reason : null;
      if (run?.status !== "queued" && run?.status !== "running") break;
      await wait(100);
    }
  } finally {
    execFileSync("umount", ["-l", runs]);
  }
  await quiet();
  const next = await followRun(await pressTrain(instance, manager), performance.now());
  await quiet();
  return [
    isTrue(`disk full: the run says so (${reason})`, /disk is full/i.test(reason ?? "")),
    isTrue("disk full: with room again the next run is stored", next.outcome !== ""),
    ...(await aftermath("disk full", instance)),
  ];
}

/** The version before it serves within a minute or so, by the worker's own check. */
async function damageWeights(say: BenchContext["say"]): Promise<Figure[]> {
  const { db } = await import("@/lib/db");
  const { promote } = await import("@/lib/models/promote");
  const { asSystem } = await import("@/lib/users/allow");
  const by = asSystem("commandLine", "bench");
  const [other] = await db().modelVersion.findMany({
    where: { head: "compatibility", champion: null },
    orderBy: { number: "desc" },
    take: 1,
  });
  const promoted = await promote(by, { versionId: other!.id, reason: "chaos" });
  if (!promoted.ok) throw new Error(promoted.code);
  await db().modelWeights.update({ where: { versionId: other!.id }, data: { bytes: new Uint8Array(100) } });
  const began = performance.now();
  let serving = other!.id;
  while (serving === other!.id && performance.now() - began < 150_000) {
    await wait(200);
    serving = (await db().champion.findUniqueOrThrow({ where: { head: "compatibility" } })).versionId;
  }
  const seconds = (performance.now() - began) / 1_000;
  const refused = await promote(by, { versionId: other!.id, reason: "chaos" });
  say(`refused: ${refused.ok ? "no" : refused.code}`);
  return [
    {
      name: "damaged weights: served by the one before after",
      value: seconds,
      unit: "s",
      target: "≤ 90",
      ok: seconds <= 90,
    },
    isTrue("damaged weights: they are refused from then on", !refused.ok && refused.code === "weights-damaged"),
  ];
}

/** Waits until the instance has started its Postgres again. */
async function untilBack(instance: BenchInstance, killed: number): Promise<void> {
  const until = performance.now() + 60_000;
  while ((await instance.postmaster().catch(() => killed)) === killed) {
    if (performance.now() > until) throw new Error("Postgres did not come back within a minute");
    await wait(200);
  }
  const { db } = await import("@/lib/db");
  while (!(await db().$queryRaw`SELECT 1`.catch(() => null))) {
    if (performance.now() > until) throw new Error("Postgres did not answer within a minute");
    await wait(200);
  }
}

/** Promotions back and forth over HTTP; Postgres is killed in between, three times. Each promotion that was answered with
 *  200 stands, each other one changed nothing or is told about as gone wrong. */
async function killDatabase(instance: BenchInstance, cookie: string): Promise<Figure[]> {
  const { db, closeDb } = await import("@/lib/db");
  const { closeJobs } = await import("@/lib/jobs/boss");
  const whole = await db().$queryRaw<{ id: string }[]>`
    SELECT v.id FROM "ModelVersion" v JOIN "ModelWeights" w ON w."versionId" = v.id
    WHERE v.head = 'compatibility' AND encode(sha256(w.bytes), 'hex') = v.sha256 ORDER BY v.number LIMIT 2`;
  const before = await db().promotion.count();
  await closeJobs();
  await closeDb();
  let acknowledged = 0;
  const refusals = new Set<string>();
  const promoteOnce = async (versionId: string) => {
    const answer = await fetch(`${instance.url}/api/models/${versionId}/promote`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ reason: "chaos" }),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    if (answer?.ok) acknowledged++;
    else if (answer) refusals.add(((await answer.json()) as { error: { code: string } }).error.code);
  };
  for (let kill = 0; kill < 3; kill++) {
    const postmaster = await instance.postmaster();
    const wanted = acknowledged + 2;
    let isOver = false;
    const promoting = (async () => {
      for (let i = 0; !isOver; i++, await wait(10)) await promoteOnce(whole[i % 2]!.id);
    })();
    // In the middle of the next ones.
    for (const until = performance.now() + 60_000; acknowledged < wanted && performance.now() < until; ) await wait(3);
    await wait(10 * kill);
    process.kill(postmaster, "SIGKILL");
    await untilBack(instance, postmaster);
    isOver = true;
    await promoting;
  }
  await quiet();
  const stored = (await db().promotion.count()) - before;
  const [last] = await db().promotion.findMany({ where: { head: "compatibility" }, orderBy: { at: "desc" }, take: 1 });
  const champion = await db().champion.findUniqueOrThrow({ where: { head: "compatibility" } });
  const audited = await db().auditEntry.count({ where: { action: "model.promoted", actorKind: "user" } });
  return [
    {
      name: "database killed: promotions acknowledged",
      value: acknowledged,
      unit: "",
      target: "≥ 6",
      ok: acknowledged >= 6,
    },
    // A commit whose answer was lost may stand without having been acknowledged.
    isTrue("database killed: none of them is lost", stored >= acknowledged),
    isTrue("database killed: the pointer is where the last promotion put it", champion.versionId === last!.versionId),
    isTrue("database killed: each has its audit row", audited === stored),
    isTrue(`database killed: refusals have a sentence (${[...refusals].join(", ")})`, !refusals.has("")),
    ...(await aftermath("database killed", instance)),
  ];
}
