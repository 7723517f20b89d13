// What every `npm run …` does first. It uses nothing but Node itself, since nothing may be installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} version as in "20.19.0" */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

/** True when package-lock.json changed after npm last wrote node_modules, or there is none. */
function isInstallStale() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return true;
  if (statSync(join(root, "package-lock.json")).mtimeMs <= statSync(installed).mtimeMs) return false;
  // git writes the lock anew on a checkout; only another content matters.
  return !holdsSamePackages(installed);
}

/** @param {string} installed */
function holdsSamePackages(installed) {
  const versions = (/** @type {string} */ file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const wanted = versions(join(root, "package-lock.json"));
  const have = versions(installed);
  return Object.keys(wanted).every(
    (path) => path === "" || wanted[path].optional || wanted[path].version === have[path]?.version,
  );
}

function install() {
  console.log("Installing the packages …");
  const began = performance.now();
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  /** @type {import("node:child_process").SpawnSyncOptions} */
  const options = {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    // Prisma's install script downloads an engine from a host of its own unless it is told of a file that exists.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  };
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (status !== 0) {
    console.error("npm could not install the packages (its words are above); check the npm registry and try again.");
    process.exit(1);
  }
  console.log(`Installed the packages in ${Math.round((performance.now() - began) / 1000)} s.`);
}

/** Checks Node, installs what is missing and runs bin/<name>.ts in this same process, so signals reach it directly.
 * @param {string} name */
export async function launch(name) {
  if (!isNodeNewEnough(process.versions.node)) {
    console.error(`Toile needs Node 20.19, 22.12, 24 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.CHECKPOINT_DISABLE = "1";
  if (isInstallStale()) install();
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL(`./${name}.ts`, import.meta.url).href);
}
