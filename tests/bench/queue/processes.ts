import { execFileSync } from "node:child_process";

/** The instance's web server and worker, which are children of this process; null while one is being started again. */
export function pidOf(program: "web" | "worker"): number | null {
  // Postgres is a child too, and its settings speak of workers.
  const pattern = program === "web" ? /next.+start|next-server/ : /bin\/worker/;
  const lines = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" }).split(
    "\n",
  );
  const line = lines.find((one) => pattern.test(one));
  return line ? Number.parseInt(line, 10) : null;
}

/** Memory that a process holds, in MB; null when it is gone. */
export function memoryOf(pid: number | null): number | null {
  if (pid === null) return null;
  try {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
  } catch {
    return null;
  }
}
