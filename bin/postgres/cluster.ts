import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { chown, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { runToEnd } from "../instance/child";
import { isAnyRunning } from "../instance/process-identity";
import { Refusal } from "../instance/refusal";
import type { PostgresBinaries } from "./binaries";
import { asOwner, type PostgresOwner } from "./owner";

/** One data folder of embedded Postgres. */
export type Cluster = {
  binaries: PostgresBinaries;
  owner: PostgresOwner;
  data: string;
  password: string;
  logFile: string;
  /** Scratch clusters forget everything on a crash and are several times faster. */
  durable: boolean;
};

/** Postgres reads LC_* of its surroundings; a user's language must not reach the data. */
const surroundings = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: "C", LANG: "C", TZ: "UTC" });

export const hasData = ({ data }: Cluster): boolean => existsSync(join(data, "PG_VERSION"));

/** initdb: UTF-8 with the builtin C.UTF-8 rules, so the order of words is the same on every machine. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const { binaries, owner, data } = cluster;
  await mkdir(data, { recursive: true, mode: 0o700 });
  const passwordFile = `${data}.${randomBytes(4).toString("hex")}.pw`;
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (owner) await Promise.all([data, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
  const flags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const access = ["--username=toile", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const speed = cluster.durable ? [] : ["--no-sync"];
  try {
    const { code, output } = await runToEnd(binaries.initdb, ["-D", data, ...flags, ...access, ...speed], {
      ...asOwner(owner),
      cwd: data,
      env: surroundings(),
    });
    if (code !== 0) {
      await rm(data, { recursive: true, force: true });
      throw new Refusal(`Postgres could not make its data folder ${data}: ${lastLine(output)}`);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Starts the server on this or a free loopback port, or finds the one that is running, and returns its port once it answers.
 *  It is a process of its own: a Ctrl-C in the terminal reaches it only through stopCluster. */
export async function startCluster(
  cluster: Cluster,
  wantedPort?: number,
): Promise<{ port: number; wasRunning: boolean }> {
  const running = readPostmaster(cluster.data);
  if (running) return { port: await whenReady(cluster, () => null), wasRunning: true };
  checkVersion(cluster);
  const port = wantedPort ?? (await freePort());
  const log = openSync(cluster.logFile, "a");
  const server = spawn(cluster.binaries.postgres, ["-D", cluster.data, ...settings(port, cluster.durable)], {
    ...asOwner(cluster.owner),
    cwd: cluster.data,
    env: surroundings(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ended: string | null = null;
  server.once("error", (error) => {
    ended = error.message;
  });
  server.once("exit", (code, signal) => {
    ended = `it stopped with ${signal ?? code}`;
  });
  server.unref();
  return { port: await whenReady(cluster, () => ended), wasRunning: false };
}

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: durable ? 60 : 200,
    shared_buffers: "256MB",
    // Short statements on a few cores and a disk without a moving head: starting helpers or a compiler costs more than it
    // saves, and a page by an index is as near as the next one.
    max_parallel_workers_per_gather: 0,
    jit: "off",
    random_page_cost: 1.1,
    timezone: "UTC",
    log_timezone: "UTC",
    // The tables of scores and embeddings are written in bulk; the default makes a checkpoint every few seconds.
    max_wal_size: "2GB",
    log_min_messages: "warning",
  };
  if (!durable) Object.assign(values, { fsync: "off", synchronous_commit: "off", full_page_writes: "off" });
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Major version of the data and of the program must agree. */
function checkVersion({ data, binaries }: Cluster): void {
  const made = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  const catalogue = readFileSync(join(binaries.folder, "share", "postgresql", "postgres.bki"), "utf8");
  const runs = /^# PostgreSQL (\d+)/.exec(catalogue)?.[1];
  if (runs && made !== runs) {
    throw new Refusal(
      `${data} was made by Postgres ${made} and this Toile brings Postgres ${runs}; back it up with the Toile that made it, then restore it here.`,
    );
  }
}

type Postmaster = { pid: number; port: number; ready: boolean };

/** What postmaster.pid says; null when there is none or its process is gone. */
export function readPostmaster(data: string): Postmaster | null {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!pid || !isAnyRunning(pid) || !isPostgres(pid)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** After a reboot the id may belong to somebody else. */
function isPostgres(pid: number): boolean {
  if (process.platform !== "linux") return true;
  return readFileSync(`/proc/${pid}/comm`, "utf8").trim().startsWith("postgres");
}

async function whenReady(cluster: Cluster, ended: () => string | null, limitMs = 60_000): Promise<number> {
  const until = performance.now() + limitMs;
  for (;;) {
    const postmaster = readPostmaster(cluster.data);
    if (postmaster?.ready) return postmaster.port;
    const reason = ended() ?? (performance.now() > until ? "it was not ready after 60 s" : null);
    if (reason) throw new Refusal(`The embedded Postgres did not start: ${reason}; see ${cluster.logFile}.`);
    await wait(20);
  }
}

/** Ends every connection and stops the server, waiting until its data are on disk. */
export async function stopCluster({ binaries, owner, data }: Cluster): Promise<void> {
  if (!readPostmaster(data)) return;
  const { code, output } = await runToEnd(binaries.pgCtl, ["stop", "-D", data, "-m", "fast", "-w", "-t", "60"], {
    ...asOwner(owner),
    cwd: data,
    env: surroundings(),
  });
  if (code !== 0 && readPostmaster(data))
    throw new Error(`pg_ctl could not stop Postgres in ${data}: ${lastLine(output)}`);
}

/** A port of the loopback address that nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
