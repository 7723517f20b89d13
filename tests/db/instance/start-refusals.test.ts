import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { thisProcess } from "@/bin/instance/process-identity";
import { freePort } from "@/bin/postgres/cluster";
import { runBin } from "../../support/run-bin";
import { scratchHome } from "../../support/scratch-home";

const homes: ReturnType<typeof scratchHome>[] = [];
const newHome = () => {
  const home = scratchHome();
  homes.push(home);
  return home.folder;
};
afterAll(() => {
  for (const home of homes) home.remove();
});

/** What a start that cannot go on tells: its exit code and its one sentence. */
async function refusalOf(extra: Record<string, string>, args: string[] = []): Promise<string> {
  const { code, stderr } = await runBin("start", ["--empty", ...args], { TOILE_HOME: newHome(), ...extra });
  const lines = stderr.trim().split("\n");
  expect({ code, lines: lines.length }).toEqual({ code: 1, lines: 1 });
  return lines[0] ?? "";
}

test("a used port is told with a free one to try", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.address() as { port: number }).port;
  expect(await refusalOf({ PORT: String(port) })).toBe(
    `Port ${port} is used by another program; choose a free one, as in: PORT=${port + 1} npm start`,
  );
  server.close();
});

test("a start beside a running one names its address", async () => {
  const TOILE_HOME = newHome();
  writeFileSync(join(TOILE_HOME, "start.lock"), JSON.stringify(thisProcess()));
  writeFileSync(join(TOILE_HOME, "running.json"), JSON.stringify({ url: "http://127.0.0.1:3999" }));
  expect(await refusalOf({ TOILE_HOME })).toContain("Toile already runs at http://127.0.0.1:3999");
});

test("a folder that cannot be written is told", async () => {
  const file = join(newHome(), "file");
  writeFileSync(file, "");
  expect(await refusalOf({ TOILE_HOME: join(file, "home") })).toContain("cannot write to");
});

test("a database address that nobody answers is told, without its password", async () => {
  const port = await freePort();
  const sentence = await refusalOf({
    PORT: String(await freePort()),
    DATABASE_URL: `postgresql://a:hush@127.0.0.1:${port}/t`,
  });
  expect(sentence).toBe(`Nothing answers at 127.0.0.1:${port}; start that Postgres or correct DATABASE_URL.`);
});

test("an address that is no Postgres address is told", async () => {
  expect(await refusalOf({ DATABASE_URL: "mysql://127.0.0.1/toile" })).toBe(
    "DATABASE_URL: must begin with postgresql://.",
  );
});

test("a host that is not this machine's is told", async () => {
  expect(await refusalOf({ HOST: "192.0.2.7" })).toContain("192.0.2.7 is not an address of this machine");
});

test("an unknown option is told", async () => {
  expect(await refusalOf({}, ["--demo"])).toContain("npm start -- --help");
});
