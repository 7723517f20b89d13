import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One hash over names and contents of the files at `paths` (folders wholly), so a touched file alone changes nothing. */
export function hashSources(root: string, paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((start) => filesUnder(root, start)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(root: string, path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() || entry.isFile() ? filesUnder(root, `${path}/${entry.name}`) : [],
  );
}

export const readStamp = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8") : null);
export const writeStamp = (file: string, hash: string): void => writeFileSync(file, hash);
