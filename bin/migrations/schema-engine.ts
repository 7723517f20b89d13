import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { SchemaAdapter } from "./schema-adapter";
import type { SchemaFiles } from "./schema-files";

export type SchemaEngine = glue.SchemaEngine;

/** The engine leaves the reason of a panic here, then stops with a bare "unreachable". */
type Panics = { last: string; set_message(message: string): void };

/** One for the process, however often this module is loaded: the package holds one engine, and hangs on a second. */
const shared = globalThis as { PRISMA_WASM_PANIC_REGISTRY?: Panics; toileSchemaEngine?: Promise<void> };
shared.PRISMA_WASM_PANIC_REGISTRY ??= {
  last: "",
  set_message(message) {
    this.last = message;
  },
};
const panics = shared.PRISMA_WASM_PANIC_REGISTRY;

/** The package's own entry imports its .wasm as a module, which plain Node does not do. */
async function load(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...glue } });
  const exports = instance.exports as WebAssembly.Exports & { __wbindgen_start(): void };
  (glue as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

/** Prisma's schema engine over one database, with no native binary and no network. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  schema: SchemaFiles,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  shared.toileSchemaEngine ??= load();
  await shared.toileSchemaEngine;
  const adapter = new SchemaAdapter(databaseUrl);
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const datamodels = schema.files.map(({ path, content }): [string, string] => [path, content]);
  try {
    panics.last = "";
    const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bound);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } catch (error) {
    throw panics.last ? new Error(`Prisma's schema engine gave up: ${panics.last}`, { cause: error }) : error;
  } finally {
    await adapter.close();
  }
}
