import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "./child";
import { withLock } from "./lock-file";
import { Refusal } from "./refusal";
import { hashSources, readStamp, writeStamp } from "./stamp";

/** All that ends up in the built pages. */
const SOURCES = [
  "app",
  "lib",
  "ml",
  "prisma/schema",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const LIMIT_MS = 600_000;

const stampOf = (root: string) => join(root, ".next", "toile-stamp");

export function isBuildFresh(root: string): boolean {
  return existsSync(join(root, ".next", "BUILD_ID")) && readStamp(stampOf(root)) === hashSources(root, SOURCES);
}

/** Builds the pages. What the builder prints goes to logFile. One build at a time per checkout. */
export function buildPages(root: string, logFile: string, stopping: AbortSignal): Promise<void> {
  return withLock(join(root, "node_modules", ".toile-build.lock"), LIMIT_MS, async () => {
    if (isBuildFresh(root)) return;
    const hash = hashSources(root, SOURCES);
    const cli = join(root, "node_modules", "next", "dist", "bin", "next");
    const { code, output } = await runToEnd(process.execPath, [cli, "build"], {
      cwd: root,
      signal: stopping,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    writeFileSync(logFile, output);
    stopping.throwIfAborted();
    if (code !== 0) {
      throw new Refusal(
        `${output.trim().split("\n").slice(-25).join("\n")}\nThe pages could not be built; see ${logFile}.`,
      );
    }
    writeStamp(stampOf(root), hash);
  });
}
