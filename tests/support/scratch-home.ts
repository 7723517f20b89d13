import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder to stand for TOILE_HOME. */
export function scratchHome(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "toile-home-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
