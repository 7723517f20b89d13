import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { RankingNotice, rankingChannel } from "@/lib/training/online/schema";

/** A worker in a process of its own, as an instance has one. told: each rewriting, with how many answers are in it. */
export type BenchWorker = {
  told: { at: number; answers: number }[];
  /** Resolves at the first rewriting after now. */
  nextTold(limitMs: number): Promise<void>;
  peakRssMb(): Promise<number>;
  processorSeconds(): Promise<number>;
  stop(): Promise<void>;
};

export async function startBenchWorker(databaseUrl: string): Promise<BenchWorker> {
  const told: BenchWorker["told"] = [];
  const listener = new pg.Client({ connectionString: databaseUrl });
  await listener.connect();
  listener.on("notification", ({ payload }) => {
    const { answers } = RankingNotice.parse(JSON.parse(payload ?? ""));
    told.push({ at: performance.now(), answers });
  });
  await listener.query(`LISTEN ${rankingChannel}`);
  const child = spawn(process.execPath, ["--import", "tsx", "bin/worker.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: "production" },
  });
  return {
    told,
    async nextTold(limitMs) {
      const [before, until] = [told.length, performance.now() + limitMs];
      while (told.length === before) {
        if (performance.now() > until) throw new Error(`nothing was rewritten in ${limitMs} ms`);
        await wait(20);
      }
    },
    peakRssMb: async () => Number(/VmHWM:\s+(\d+)/.exec(await proc(child, "status"))?.[1]) / 1_000,
    async processorSeconds() {
      const fields = (await proc(child, "stat")).split(") ")[1]!.split(" ");
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
      await listener.end();
    },
  };
}

const proc = ({ pid }: ChildProcess, name: string) => readFile(`/proc/${pid}/${name}`, "utf8");
