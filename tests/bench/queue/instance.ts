import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { loadSecrets } from "@/bin/instance/secrets";
import { startInstance } from "@/bin/instance/start-instance";
import { freePort, readPostmaster } from "@/bin/postgres/cluster";
import { clusterUrl } from "@/bin/postgres/embedded";
import { findDatabasePlace } from "@/bin/postgres/place";
import { parseEnv } from "@/lib/env";

export type BenchInstance = {
  url: string;
  home: string;
  databaseUrl(): Promise<string>;
  postmaster(): Promise<number>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
  cookieOf(userId: string): Promise<string>;
};

/** A whole Toile as `npm start` runs it: built pages, web server, worker, embedded Postgres; empty, in a folder of its
 *  own. */
export async function openInstance(say: (line: string) => void): Promise<BenchInstance> {
  const root = process.cwd();
  const home = mkdtempSync(join(tmpdir(), "toile-bench-"));
  // Postgres may run as another user, who must be able to pass through.
  chmodSync(home, 0o711);
  const environment = parseEnv({ TOILE_HOME: home, PORT: String(await freePort()) }, root);
  const step = <T>(name: string, work: () => Promise<T>) => {
    say(`${name} …`);
    return work();
  };
  const progress = { say, step };
  const stopping = new AbortController().signal;
  const start = () => startInstance({ root, environment, isEmpty: true, progress, stopping });
  const instance = await start();
  const postmaster = async () => {
    const running = readPostmaster((await findDatabasePlace(home)).data);
    if (!running) throw new Error("Postgres does not run");
    return running;
  };
  return {
    url: instance.url,
    home,
    databaseUrl: async () => clusterUrl(loadSecrets(home).databasePassword, (await postmaster()).port, "toile"),
    postmaster: async () => (await postmaster()).pid,
    async close() {
      await instance.stop();
      rmSync(home, { recursive: true, force: true });
    },
    cookieOf: async (userId) =>
      `next-auth.session-token=${await encode({ token: { sub: userId }, secret: loadSecrets(home).authSecret })}`,
  };
}

/** Lets lib work on the instance's database from here. Before the first use of lib. */
export async function workOnDatabaseOf(instance: BenchInstance): Promise<void> {
  process.env.TOILE_HOME = instance.home;
  process.env.TOILE_STORE = "";
  process.env.DATABASE_URL = await instance.databaseUrl();
}
