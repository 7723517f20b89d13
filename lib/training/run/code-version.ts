import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

let known: Promise<string> | undefined;

/** Which code trained: the package's version and a hash over the sources of ml. With snapshot and seed it says how a
 *  version came to be. */
export const codeVersion = (): Promise<string> => {
  known ??= read(process.cwd());
  return known;
};

async function read(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const files = (await readdir(join(root, "ml"), { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const hash = createHash("sha256");
  for (const name of files) hash.update(name).update(await readFile(join(root, "ml", name)));
  return `${version}+ml.${hash.digest("hex").slice(0, 12)}`;
}
