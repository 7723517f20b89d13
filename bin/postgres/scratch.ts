import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgres } from "./binaries";
import { type Cluster, createCluster, readPostmaster, startCluster, stopCluster } from "./cluster";
import { clusterUrl } from "./embedded";
import { canReach, choosePostgresOwner } from "./owner";
import { copyBinaries } from "./place";
import { runOnce } from "./run-once";

export type ScratchCluster = {
  /** Address of a database on it. */
  url(database: string): string;
  /** Runs one statement in the database `postgres`. */
  run(sql: string): Promise<void>;
  stop(): Promise<void>;
};

/** A Postgres in a temporary folder, with durability off: for tests, and for working out a migration. */
export async function startScratchCluster(): Promise<ScratchCluster> {
  const folder = mkdtempSync(join(tmpdir(), "toile-"));
  // mkdtemp lets nobody else in, and Postgres may run as somebody else; its own data folder stays closed.
  chmodSync(folder, 0o711);
  const owner = choosePostgresOwner();
  const installed = await findPostgres();
  const binaries = canReach(owner, folder, installed.postgres) ? installed : copyBinaries(installed, folder);
  const password = randomBytes(12).toString("hex");
  const logFile = join(folder, "log");
  const cluster: Cluster = { binaries, owner, password, logFile, data: join(folder, "data"), durable: false };
  await createCluster(cluster);
  const { port } = await startCluster(cluster);
  const letGo = endWithThisProcess(cluster, folder);
  const url = (database: string) => clusterUrl(password, port, database);
  return {
    url,
    run: (sql) => runOnce(url("postgres"), sql),
    async stop() {
      letGo();
      await stopCluster(cluster);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A killed test run leaves no server behind: a small shell waits for the end of this process's pipe.
 *  Returns what calls it off. */
function endWithThisProcess({ data }: Cluster, folder: string): () => void {
  const server = readPostmaster(data);
  if (process.platform === "win32" || !server) return () => {};
  const script = 'read -r word; [ "$word" = leave ] && exit; kill -QUIT "$1"; sleep 1; rm -rf "$2"';
  const watcher = spawn("/bin/sh", ["-c", script, "sh", String(server.pid), folder], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  return () => watcher.stdin.end("leave\n");
}
