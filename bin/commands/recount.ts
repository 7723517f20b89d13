import type { Command } from "commander";
import { hoursWithWork } from "@/lib/insights/throughput/data";
import { refreshThroughput } from "@/lib/insights/throughput/refresh-throughput";
import { asSystem } from "@/lib/users/allow";

export function register(program: Command): void {
  program
    .command("recount")
    .description("Counts the throughput of every hour anew from the labels. The worker does so by itself once a day.")
    .option("--json", "print JSON")
    .action(recount);
}

async function recount({ json }: { json?: boolean }): Promise<void> {
  await refreshThroughput(asSystem("commandLine", "recount"), { everything: true });
  const hours = await hoursWithWork();
  console.log(json ? JSON.stringify({ hours }) : `${hours} hours with work, all counted anew.`);
}
