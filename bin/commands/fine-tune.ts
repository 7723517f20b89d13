import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { env } from "@/lib/env";
import { sentenceOf } from "@/lib/http/failures";
import { type FineTuning, fineTuneEncoder } from "@/lib/training/fine-tune/fine-tune-encoder";
import { asSystem } from "@/lib/users/allow";
import { asSource, SOURCE_HELP } from "@/ml/encoders/source";
import type { Progress } from "@/ml/train-protocol";
import { givenPath } from "../instance/given-path";
import { tryLock } from "../instance/lock-file";
import { Refusal } from "../instance/refusal";

type Wish = { encoder?: string; seed?: number; keep?: boolean; json?: boolean };

export function register(program: Command): void {
  program
    .command("fine-tune")
    .description("Trains an encoder's last block on the catalogue's own categories and keeps it as another encoder.")
    .option("--encoder <source>", `${SOURCE_HELP}; the live one by default`)
    .option("--seed <number>", "seed of the run; random by default", Number)
    .option("--keep", "keep the tuned encoder though it is no better than before")
    .option("--json", "print JSON")
    .action(fineTune);
}

async function fineTune({ encoder, seed, keep, json }: Wish): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const lock = lockActivations();
  const result = await fineTuneEncoder(
    asSystem("commandLine", "toile fine-tune"),
    { source: sourceOf(encoder), seed, isKeptAnyway: keep },
    { onProgress: teller(), signal: stop.signal },
  ).finally(() => {
    if (process.stderr.isTTY) process.stderr.write("\n");
    lock.release();
  });
  if (!result.ok) throw new Refusal([sentenceOf[result.code], result.detail].filter(Boolean).join(" "));
  if (json) console.log(JSON.stringify(result.value));
  else tell(result.value);
}

/** Two runs would write into one file. */
function lockActivations() {
  const folder = join(env().TOILE_HOME, "activations");
  mkdirSync(folder, { recursive: true });
  const lock = tryLock(join(folder, "lock"));
  if ("release" in lock) return lock;
  throw new Refusal(`Another fine-tuning is under way (process ${lock.pid}). Wait for it, or stop it first.`);
}

function sourceOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const source = asSource(given);
  if (!source) throw new Refusal(`"${given}" names no encoder. Give ${SOURCE_HELP}.`);
  return source.startsWith("dir:") ? `dir:${givenPath(source.slice(4))}` : source;
}

/** One line that is rewritten on a terminal, one line for each phase elsewhere. */
function teller(): (progress: Progress) => void {
  let last = "";
  return ({ phase, epoch, epochs, loss, itemsPerSecond, backend }) => {
    const isNews = phase !== last;
    last = phase;
    if (!process.stderr.isTTY) {
      if (isNews) console.error(phase);
      return;
    }
    const done = epochs > 0 ? `, ${epoch} of ${epochs}` : "";
    const fit = loss === null ? "" : `, loss ${loss.toFixed(3)}`;
    const pace = itemsPerSecond === null ? "" : `, ${itemsPerSecond.toFixed(0)} photos a second with ${backend}`;
    process.stderr.write(`${isNews ? "\n" : "\r\u001b[K"}${phase}${done}${fit}${pace}`);
  };
}

function tell({ name, version, path, metrics, photos, seconds, backend }: FineTuning): void {
  console.log(`${name} ${version}, tuned on ${photos} photos in ${Math.round(seconds)} s with ${backend}.`);
  const show = (key: "right" | "near", words: string) => {
    const [frozen, tuned, gain] = ["frozen", "tuned", "gain"].map((part) => metrics.figures[`${key}.${part}`]);
    if (!frozen || !tuned || !gain) return;
    const interval = `${gain.lower.toFixed(3)} to ${gain.upper.toFixed(3)}`;
    console.log(`${words}: ${frozen.value.toFixed(3)} before, ${tuned.value.toFixed(3)} after (gain ${interval}).`);
  };
  show("right", "Categories found on garment models that were kept back");
  show("near", "Share of the ten nearest with the same category");
  for (const note of metrics.notes) console.log(`Note: ${note}`);
  console.log(`Toile works on with the encoder that it works with now. To change:`);
  console.log(`  npm run toile -- embed --encoder dir:${path} --hold`);
  console.log(`  npm run toile -- encoders --use ${version}`);
}
