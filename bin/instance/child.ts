import { type SpawnOptions, spawn } from "node:child_process";

/** Runs a program to its end. output: what it printed on both streams. `signal` in the options ends it early. */
export function runToEnd(
  program: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const printed: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => printed.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => printed.push(chunk));
    // An abort is an "error" too, but the program may still be writing: its "close" follows.
    child.once("error", (error) => error.name === "AbortError" || reject(error));
    child.once("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(printed).toString("utf8") }));
  });
}
