import type { Command } from "commander";
import { descriptionsCard } from "@/lib/encoders/descriptions/data";
import { runDescriptions } from "@/lib/encoders/descriptions/run-descriptions";
import { type DescriptionsCard, type KnownDescriptions, NewDescriptions } from "@/lib/encoders/descriptions/schema";
import { startDescriptions } from "@/lib/encoders/descriptions/start-descriptions";
import { sentenceOf } from "@/lib/http/failures";
import { asSystem } from "@/lib/users/allow";
import { TEXT_SOURCE_HELP } from "@/ml/encoders/texts/source";
import { givenPath } from "../instance/given-path";
import { progressBar } from "../instance/progress-bar";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("descriptions")
    .description("What descriptions are read by; --use embeds them all by something else and has trainings read it.")
    .option("--use <source>", TEXT_SOURCE_HELP)
    .option("--json", "print JSON")
    .action(descriptions);
}

async function descriptions({ use, json }: { use?: string; json?: boolean }): Promise<void> {
  if (use !== undefined) await change(use);
  const card = await descriptionsCard();
  if (json) console.log(JSON.stringify(card));
  else tell(card, use !== undefined);
}

async function change(given: string): Promise<void> {
  const by = asSystem("commandLine", "toile descriptions");
  const wanted = NewDescriptions.safeParse({ source: given.replace(/^(dir|vectors):(.+)$/, withPath) });
  if (!wanted.success) throw new Refusal(`"${given}" names nothing to read descriptions by. Give ${TEXT_SOURCE_HELP}.`);
  const started = await startDescriptions(by, wanted.data, { isSent: false });
  if (!started.ok) throw new Refusal(started.detail ?? sentenceOf[started.code]);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const bar = progressBar("Descriptions");
  await runDescriptions(started.value.id, stop.signal, {
    by,
    onProgress: ({ phase, done = 0, total = 0 }) => bar.show(done, Math.max(1, total), phase),
  }).finally(() => bar.stop());
  const { latest } = await descriptionsCard();
  if (latest?.status !== "finished") throw new Refusal(latest?.reason ?? "It was stopped; a worker goes on with it.");
}

const withPath = (_: string, kind: string, path: string) => `${kind}:${givenPath(path)}`;

function tell({ live, serving, latest }: DescriptionsCard, isNews: boolean): void {
  if (isNews && latest?.reason) console.log(latest.reason);
  console.log(live ? `Trainings read descriptions by ${inWords(live)}.` : "Trainings begin with the built-in way.");
  if (!serving || serving.descriptions?.id === live?.id) return;
  const own = serving.descriptions ? inWords(serving.descriptions) : "hashed words, or reads none";
  console.log(`compatibility v${serving.number} serves and goes on with ${own}.`);
}

const inWords = ({ name, version, source, dimension, embedded, texts, licence }: KnownDescriptions) =>
  `${name} ${version} (${source}), ${dimension} numbers, ${embedded} of ${texts} descriptions${licence ? `, licence ${licence}` : ""}`;
