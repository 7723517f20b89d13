import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Refusal } from "../instance/refusal";

/** The user that Postgres runs as; null: the one who started Toile. */
export type PostgresOwner = { name: string; uid: number; gid: number } | null;

const CANDIDATES = ["postgres", "nobody"];

/** Postgres refuses to run as root, so root lends it another user: `postgres` where there is one, else `nobody`. */
export function choosePostgresOwner(): PostgresOwner {
  if (process.getuid?.() !== 0) return null;
  const owner = findUser(readFileSync("/etc/passwd", "utf8"), CANDIDATES);
  if (owner) return owner;
  throw new Refusal(
    'Postgres does not run as root; add a user for it with "useradd --system postgres" and start again.',
  );
}

/** The first of `names` in the text of a passwd file. */
export function findUser(passwd: string, names: string[]): PostgresOwner {
  const users = passwd.split("\n").map((line) => line.split(":"));
  for (const name of names) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? [];
    if (Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

export const asOwner = (owner: PostgresOwner) => (owner ? { uid: owner.uid, gid: owner.gid } : {});

/** Whether that user may enter the folder and run the program. Asked of the system, since modes alone do not tell. */
export function canReach(owner: PostgresOwner, folder: string, program: string): boolean {
  if (!owner) return true;
  const test = 'cd "$1" 2>/dev/null && test -x "$2"';
  return spawnSync("/bin/sh", ["-c", test, "sh", folder, program], { ...asOwner(owner), cwd: "/" }).status === 0;
}
