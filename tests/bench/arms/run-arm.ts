import { spawn } from "node:child_process";

/** Runs part of a bench in a Node process of its own, with more environment → what it printed. Rejects when it ends badly. */
export function runArm(words: string[], environment: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", ...words], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${words[0]} ended with code ${code}`)),
    );
  });
}
