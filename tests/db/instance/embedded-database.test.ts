import { spawn } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPostmaster } from "@/bin/postgres/cluster";
import { type HeldDatabase, holdEmbeddedDatabase } from "@/bin/postgres/embedded";
import { keepRunning } from "@/bin/postgres/keep-running";
import { findDatabasePlace } from "@/bin/postgres/place";
import { eventually } from "../../support/eventually";
import { cleanEnvironment } from "../../support/run-bin";
import { scratchHome } from "../../support/scratch-home";

const home = scratchHome();
chmodSync(home.folder, 0o711);
let data: string;
const said: string[] = [];
const hold = () => holdEmbeddedDatabase(home.folder, (line) => said.push(line));

beforeAll(async () => {
  const first = await hold();
  data = (await findDatabasePlace(home.folder)).data;
  await first.release();
});
afterAll(home.remove);

const one = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
};

test("the database is stopped when nobody holds it", () => {
  expect(readPostmaster(data)).toBeNull();
});

test("the secrets are for their owner alone", () => {
  expect(statSync(join(home.folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(statSync(data).mode & 0o077).toBe(0);
});

test("text is UTF-8 and sorts the same on every machine", async () => {
  const held = await hold();
  expect(await one(held.url, "SHOW server_encoding")).toBe("UTF8");
  expect(
    await one(held.url, "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = 'toile'"),
  ).toBe("b C.UTF-8");
  expect(await one(held.url, "SELECT upper('crêpe')")).toBe("CRÊPE");
  await held.release();
});

test("it listens on the loopback address only and asks for its password", async () => {
  const held = await hold();
  expect(await one(held.url, "SHOW listen_addresses")).toBe("127.0.0.1");
  const wrong = held.url.replace(/:[^:@]+@/, ":wrong@");
  await expect(one(wrong, "SELECT 1")).rejects.toThrow("password authentication failed");
  await held.release();
});

/** Another process that holds the database until it is killed. */
async function holdElsewhere(): Promise<{ kill(): Promise<void> }> {
  const script = `
    const { holdEmbeddedDatabase } = await import("./bin/postgres/embedded.ts");
    await holdEmbeddedDatabase(${JSON.stringify(home.folder)}, () => {});
    console.log("held");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    env: cleanEnvironment({}),
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

test("two processes share one server, and the last one to leave stops it", async () => {
  const other = await holdElsewhere();
  const pid = readPostmaster(data)?.pid;
  let held: HeldDatabase = await hold();
  expect(readPostmaster(data)?.pid).toBe(pid);
  await held.release();
  expect(readPostmaster(data)?.pid).toBe(pid);
  await other.kill();
  held = await hold();
  await held.release();
  expect(readPostmaster(data)).toBeNull();
});

test("a server that a killed process left is taken over with all it holds", async () => {
  const other = await holdElsewhere();
  await other.kill();
  const orphan = readPostmaster(data)?.pid;
  expect(orphan).toBeDefined();
  said.length = 0;
  const held = await hold();
  expect(readPostmaster(data)?.pid).toBe(orphan);
  expect(said).toEqual(["Taking over the database that an interrupted start left running."]);
  await held.release();
  expect(readPostmaster(data)).toBeNull();
});

test("a server that was killed itself starts again from its log", async () => {
  const first = await hold();
  await one(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  process.kill(readPostmaster(data)?.pid ?? 0, "SIGKILL");
  await expect.poll(() => readPostmaster(data)).toBeNull();
  const held = await hold();
  expect(await one(held.url, "SELECT answer FROM kept")).toBe(42);
  await held.release();
});

test("a server that is killed runs again at the same address, with what was committed", async () => {
  const held = await hold();
  await one(held.url, "CREATE TABLE outlived AS SELECT 7 AS n");
  const told: string[] = [];
  const keeper = keepRunning(home.folder, held.port, (line) => told.push(line));
  process.kill(readPostmaster(data)!.pid, "SIGKILL");
  await eventually(() => expect(told).toContain("Postgres had stopped; it runs again."), 30_000);
  expect(await one(held.url, "SELECT n FROM outlived")).toBe(7);
  await keeper.stop();
  await held.release();
  expect(readPostmaster(data), "and stays stopped once nobody needs it").toBeNull();
});
