import { join } from "node:path";
import { runToEnd } from "../instance/child";
import { withLock } from "../instance/lock-file";
import { hashSources, readStamp, writeStamp } from "../instance/stamp";

const SOURCES = ["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"];
const LIMIT_MS = 120_000;

/** Makes the database client in prisma/generated when the schema changed. `onWork` is called only if there is work. */
export async function ensureClient(root: string, onWork: () => void): Promise<void> {
  const stamp = join(root, "prisma", "generated", ".stamp");
  const hash = hashSources(root, SOURCES);
  if (readStamp(stamp) === hash) return;
  await withLock(join(root, "node_modules", ".toile-client.lock"), LIMIT_MS, async () => {
    if (readStamp(stamp) === hash) return;
    onWork();
    await generate(root);
    writeStamp(stamp, hash);
  });
}

async function generate(root: string): Promise<void> {
  const cli = join(root, "node_modules", "prisma", "build", "index.js");
  const { code, output } = await runToEnd(process.execPath, [cli, "generate"], {
    cwd: root,
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      // Generating needs no schema engine, but the CLI downloads one unless it is told of a file that exists.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    },
  });
  if (code !== 0) throw new Error(`prisma generate failed:\n${output}`);
}
