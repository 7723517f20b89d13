import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { homePaths } from "../instance/home";
import { Refusal } from "../instance/refusal";
import { findPostgres, type PostgresBinaries } from "./binaries";
import { canReach, choosePostgresOwner, type PostgresOwner } from "./owner";

export type Place = {
  data: string;
  binaries: PostgresBinaries;
  owner: PostgresOwner /** Outside TOILE_HOME. */;
  isElsewhere: boolean;
};

/** Where this instance's Postgres keeps its data, who it runs as, and from which copy of its programs.
 *  Started by root, it runs as a user who may be unable to enter TOILE_HOME or node_modules: both then move to a folder
 *  that this user can reach, which TOILE_HOME remembers. */
export async function findDatabasePlace(home: string): Promise<Place> {
  const binaries = await findPostgres();
  const owner = choosePostgresOwner();
  const { database, databasePlace } = homePaths(home);
  const inside = join(database, "data");
  const remembered = readRemembered(databasePlace);
  if (!remembered && canReach(owner, database, binaries.postgres)) {
    return { data: inside, binaries, owner, isElsewhere: false };
  }
  const folder = remembered ?? reachableFolder(owner, home);
  writeFileSync(databasePlace, JSON.stringify({ folder }));
  const data = join(folder, "data");
  if (canReach(owner, folder, binaries.postgres)) return { data, binaries, owner, isElsewhere: true };
  return { data, binaries: copyBinaries(binaries, folder), owner, isElsewhere: true };
}

const readRemembered = (file: string): string | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")).folder as string) : null;

/** A folder of this instance's own, below the first of the usual places that the user can enter. */
function reachableFolder(owner: PostgresOwner, home: string): string {
  const name = `toile-${createHash("sha256").update(home).digest("hex").slice(0, 12)}`;
  for (const parent of ["/var/lib", "/srv", tmpdir()]) {
    const folder = join(parent, name);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
    } catch {
      continue;
    }
    if (owner) chownSync(folder, owner.uid, owner.gid);
    if (canReach(owner, folder, "/bin/sh")) return folder;
    rmSync(folder, { recursive: true });
  }
  throw new Refusal("The user that Postgres runs as can enter no folder here; set TOILE_HOME to one that it can.");
}

/** About 50 MB, once per version: programs below a folder that only root may enter cannot be run by another user. */
export function copyBinaries(binaries: PostgresBinaries, folder: string): PostgresBinaries {
  const version = JSON.parse(readFileSync(join(dirname(binaries.folder), "package.json"), "utf8")).version as string;
  const copy = join(folder, `postgres-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  const inCopy = (program: string) => join(copy, "bin", basename(program));
  return {
    postgres: inCopy(binaries.postgres),
    initdb: inCopy(binaries.initdb),
    pgCtl: inCopy(binaries.pgCtl),
    folder: copy,
  };
}
