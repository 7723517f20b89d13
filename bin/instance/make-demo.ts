import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Refusal } from "./refusal";

/** Makes the demo house in a process of its own, whose memory is gone afterwards. */
export async function makeDemo(
  root: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  stopping: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "bin/instance/demo-child.ts"], {
    cwd: root,
    env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const end = () => child.kill("SIGTERM");
  stopping.addEventListener("abort", end, { once: true });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString("utf8")).slice(-4_000);
  });
  if (child.stdout) createInterface(child.stdout).on("line", (line) => say(`  ${line}`));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  stopping.removeEventListener("abort", end);
  stopping.throwIfAborted();
  if (code !== 0)
    throw new Refusal(`${errors}\nThe demo house could not be made; npm start -- --empty begins without it.`);
}
