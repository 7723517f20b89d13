import type { Command } from "commander";
import { createDemo } from "@/lib/demo/create-demo";
import { simulateAnswers } from "@/lib/demo/simulate-answers";
import { closeJobs } from "@/lib/jobs/boss";
import { Refusal } from "../instance/refusal";

/** Sizes of the house by TOILE_DEMO_SIZE: the journeys draw a smaller one. */
const sizes: Record<string, { products: number; outfits: number }> = { small: { products: 180, outfits: 150 } };

/** Called on a first start, before web and worker run. */
export default async function makeDemo({ log }: { log: (line: string) => void }): Promise<void> {
  await createDemo({ log, ...sizes[process.env.TOILE_DEMO_SIZE ?? ""] });
  await closeJobs();
}

type Options = { labels: string; head: "compatibility" | "category" | "both"; seed: string; json?: boolean };

export function register(program: Command): void {
  const demo = program.command("demo").description("The demo house.");
  demo
    .command("create")
    .description("Brings the demo house into this instance, as a first start does.")
    .action(() => makeDemo({ log: (line) => console.error(line) }));
  demo
    .command("simulate")
    .description("Answers leased tasks as a stylist and a reviewer who follow the demo's guide.")
    .requiredOption("--labels <number>", "how many answers")
    .option("--head <head>", "compatibility, category or both", "compatibility")
    .option("--seed <number>", "seed of the answers' noise", "1")
    .option("--json", "print JSON")
    .action(simulate);
}

async function simulate({ labels, head, seed, json }: Options): Promise<void> {
  const wanted = Number(labels);
  if (!Number.isInteger(wanted) || wanted < 1) throw new Refusal("--labels takes a whole number from 1 on.");
  if (!["compatibility", "category", "both"].includes(head))
    throw new Refusal("--head takes compatibility, category or both.");
  const result = await simulateAnswers({ labels: wanted, head, seed: Number(seed), onProgress: tell(wanted) });
  if (!result.ok) throw new Refusal(result.detail ?? "The demo cannot be simulated here.");
  const { pairs, flags } = result.value;
  if (json) console.log(JSON.stringify(result.value));
  else
    console.log(
      `${pairs} pairs and ${flags} flags answered${pairs + flags < wanted ? "; nothing more is in the queue" : ""}.`,
    );
}

function tell(wanted: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done) => process.stderr.write(`\r${done} of ${wanted} answered${done === wanted ? "\n" : ""}`);
}
