import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = { version?: string; optionalDependencies?: Record<string, string> };
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };

/** Where Node would look for `name` from the package at `path`. */
function find(path: string, name: string): Entry | undefined {
  for (let folder = path; ; ) {
    const found = packages[`${folder ? `${folder}/` : ""}node_modules/${name}`];
    if (found || !folder) return found;
    const cut = folder.lastIndexOf("/node_modules/");
    folder = cut < 0 ? "" : folder.slice(0, cut);
  }
}

// npm leaves out what its registry does not hold at that moment, and npm ci then refuses the whole lock, everywhere.
test("the lock names the builds for every platform, so that npm ci takes it", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !find(path, name)?.version)
      .map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
});
