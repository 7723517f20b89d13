import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { homePaths, prepareHome } from "../instance/home";
import { withLock } from "../instance/lock-file";
import { isRunning, type ProcessIdentity, thisProcess } from "../instance/process-identity";
import { loadSecrets } from "../instance/secrets";
import { type Cluster, createCluster, hasData, readPostmaster, startCluster, stopCluster } from "./cluster";
import { findDatabasePlace } from "./place";

export type HeldDatabase = {
  url: string;
  port: number /** Stops the server if nobody else needs it. */;
  release(): Promise<void>;
};
export type Say = (line: string) => void;

const LOCK_LIMIT_MS = 120_000;
const DATABASE = "toile";

/** Opens the instance's own Postgres, making or starting it where needed. Every process that needs it puts its name down;
 *  the last one to leave stops the server, and names of the dead do not count. */
export async function holdEmbeddedDatabase(home: string, say: Say): Promise<HeldDatabase> {
  prepareHome(home);
  const { databaseLock, databaseHolders } = homePaths(home);
  const name = join(databaseHolders, `${process.pid}.json`);
  return withLock(databaseLock, LOCK_LIMIT_MS, async () => {
    const cluster = await openCluster(home, say);
    const orphaned = readPostmaster(cluster.data) !== null && livingHolders(databaseHolders).length === 0;
    if (orphaned) say("Taking over the database that an interrupted start left running.");
    if (!hasData(cluster)) await createCluster(cluster);
    writeFileSync(name, JSON.stringify(thisProcess()));
    const { port } = await startCluster(cluster);
    const url = await ensureDatabase(cluster, port);
    const release = () =>
      withLock(databaseLock, LOCK_LIMIT_MS, async () => {
        rmSync(name, { force: true });
        if (livingHolders(databaseHolders).length === 0) await stopCluster(cluster);
      });
    return { url, port, release };
  });
}

/** Starts the server again, on the port that everybody has been told, when it has ended though nobody stopped it. True
 *  when it had. */
export async function reviveEmbeddedDatabase(home: string, port: number): Promise<boolean> {
  const cluster = await openCluster(home, () => {});
  if (readPostmaster(cluster.data)) return false;
  return withLock(homePaths(home).databaseLock, LOCK_LIMIT_MS, async () => {
    const { wasRunning } = await startCluster(cluster, port);
    return !wasRunning;
  });
}

async function openCluster(home: string, say: Say): Promise<Cluster> {
  const { binaries, owner, data, isElsewhere } = await findDatabasePlace(home);
  const { databasePassword: password } = loadSecrets(home);
  const cluster = {
    binaries,
    owner,
    data,
    password,
    durable: true,
    logFile: join(homePaths(home).logs, "postgres.log"),
  };
  if (isElsewhere && !hasData(cluster)) {
    say(`Postgres runs as ${owner?.name}, who cannot reach this folder: its data are in ${data}.`);
  }
  return cluster;
}

/** Names of processes that still run; the others' are removed. */
function livingHolders(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    const holder = JSON.parse(readFileSync(join(folder, name), "utf8")) as ProcessIdentity;
    if (isRunning(holder)) return true;
    rmSync(join(folder, name), { force: true });
    return false;
  });
}

export const clusterUrl = (password: string, port: number, database: string): string =>
  `postgresql://toile:${password}@127.0.0.1:${port}/${database}`;

async function ensureDatabase({ password }: Cluster, port: number): Promise<string> {
  const client = new pg.Client({ connectionString: clusterUrl(password, port, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  return clusterUrl(password, port, DATABASE);
}
