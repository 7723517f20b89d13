import type { Command } from "commander";
import { refreshAgreement } from "@/lib/insights/agreement/refresh-agreement";
import { refreshReturn } from "@/lib/insights/return/refresh-return";
import { hoursWithWork } from "@/lib/insights/throughput/data";
import { refreshThroughput } from "@/lib/insights/throughput/refresh-throughput";
import { asSystem } from "@/lib/users/allow";

export function register(program: Command): void {
  program
    .command("recount")
    .description(
      "Counts throughput, agreement and what answers told anew from all labels. The worker does so by itself once a day.",
    )
    .option("--json", "print JSON")
    .action(recount);
}

async function recount({ json }: { json?: boolean }): Promise<void> {
  const by = asSystem("commandLine", "recount");
  await refreshThroughput(by, { everything: true });
  await refreshAgreement(by, { everything: true });
  await refreshReturn(by, { everything: true });
  const hours = await hoursWithWork();
  console.log(
    json
      ? JSON.stringify({ hours })
      : `${hours} hours with work, all pairs that several people judged and what answers told are counted anew.`,
  );
}
