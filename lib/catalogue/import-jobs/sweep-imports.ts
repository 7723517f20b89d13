import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { db } from "../../db";
import { importsFolder, removeFiles } from "./files";

const keptMs = 14 * 86_400_000;
const everyMs = 60 * 60_000;
let sweptAt = Number.NEGATIVE_INFINITY;

/** Removes, once an hour, the files of imports that nobody has touched for two weeks; their rows stay. Answers how many
 *  went. */
export async function sweepImports(now = Date.now()): Promise<number> {
  if (now - sweptAt < everyMs) return 0;
  sweptAt = now;
  const running = await db().importJob.findMany({ where: { status: "applying" }, select: { id: true } });
  const keeps = new Set(running.map(({ id }) => id));
  let removed = 0;
  for (const id of await readdir(importsFolder()).catch(() => [])) {
    const facts = await stat(join(importsFolder(), id)).catch(() => null);
    if (!facts || keeps.has(id) || now - facts.mtimeMs < keptMs) continue;
    await removeFiles(id, { keepsRefused: false });
    removed++;
  }
  return removed;
}
