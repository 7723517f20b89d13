import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseEnv } from "@/lib/env";
import { benchTable } from "./instance/bench-table";
import type { Bench, BenchContext } from "./instance/bench-types";
import { Refusal } from "./instance/refusal";
import { runMain } from "./instance/run-main";
import { ensureClient } from "./migrations/ensure-client";
import { type OpenDatabase, openDatabase } from "./postgres/open-database";

const root = process.cwd();
const folder = join(root, "tests", "bench");

await runMain(async () => {
  // Every other word is the bench's own, options included: it alone knows what it takes.
  const words = process.argv.slice(2);
  const isJson = words.includes("--json");
  const [name, ...args] = words.filter((word) => word !== "--json");
  const names = listBenches();
  if (!name) {
    console.log(names.length > 0 ? names.join("\n") : "There is no bench yet.");
    return 0;
  }
  if (!names.includes(name)) throw new Refusal(`There is no bench "${name}"; the benches are ${names.join(", ")}.`);
  await ensureClient(root, () => {});
  const { default: bench } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as { default: Bench };
  const surroundings = prepare(args);
  try {
    const figures = await bench.run(surroundings.context);
    console.log(isJson ? JSON.stringify({ name: bench.name, figures }) : benchTable(figures));
    return figures.every((figure) => figure.ok) ? 0 : 1;
  } finally {
    await surroundings.close();
  }
});

function listBenches(): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
      .map((file) => file.slice(0, -3));
  } catch {
    return [];
  }
}

function prepare(args: string[]): { context: BenchContext; close(): Promise<void> } {
  // stdout is for the figures.
  const say = (line: string) => console.error(line);
  let home: string | undefined;
  let database: OpenDatabase | undefined;
  return {
    context: {
      say,
      args,
      async openDatabase() {
        home = mkdtempSync(join(tmpdir(), "toile-bench-"));
        // Postgres may run as another user, who must be able to pass through.
        chmodSync(home, 0o711);
        process.env.TOILE_HOME = home;
        process.env.TOILE_STORE = "";
        database = await openDatabase(root, parseEnv({ TOILE_HOME: home }, root), say);
        process.env.DATABASE_URL = database.url;
        return database.url;
      },
    },
    async close() {
      const { closeDb } = await import("@/lib/db");
      await closeDb();
      await database?.close();
      if (home) rmSync(home, { recursive: true, force: true });
    },
  };
}
