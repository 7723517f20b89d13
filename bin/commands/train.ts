import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { sentenceOf } from "@/lib/http/failures";
import { isWorkerAlive } from "@/lib/jobs/heartbeat";
import { drainJobs } from "@/lib/jobs/worker";
import { versions, versionWithHistory } from "@/lib/models/data";
import { headlineOf } from "@/lib/models/rules";
import { Head } from "@/lib/models/schema";
import type { Failure } from "@/lib/result";
import { runOf, runs } from "@/lib/training/data";
import { runWork } from "@/lib/training/run/run-work";
import type { RunCard } from "@/lib/training/schema";
import { startTraining } from "@/lib/training/start-training";
import { trainAgain } from "@/lib/training/train-again";
import { asSystem } from "@/lib/users/allow";
import { Refusal } from "../instance/refusal";
import { allJobs } from "../job-registry";
import { describeRun } from "./status";

type Options = { wait?: boolean; promote?: boolean; seed?: number; again?: number; json?: boolean };

const lookEveryMs = 500;

export function register(program: Command): void {
  program
    .command("train <head>")
    .description("Trains compatibility or category on what the database holds, as the button on Training does.")
    .option("--wait", "stay until the version is stored; without the app running, this command does the work")
    .option("--promote", "let the new version serve at once (a head's first version does anyway)")
    .option("--seed <number>", "seed of the run; random by default", Number)
    .option(
      "--again <version>",
      "train version <version> once more, from its own snapshot and seed: the weights agree",
      Number,
    )
    .option("--json", "print JSON")
    .action(train);
}

async function train(given: string, options: Options): Promise<void> {
  const head = Head.safeParse(given);
  if (!head.success) throw new Refusal(`There is no network "${given}"; take ${Head.options.join(" or ")}.`);
  const started = await start(head.data, options);
  const runId = started.ok ? started.value.runId : await runUnderWay(head.data, started, options);
  if (!options.wait) {
    console.log(
      options.json ? JSON.stringify({ runId, status: "queued" }) : "The run is queued; a worker takes it up.",
    );
    return;
  }
  const run = await follow(runId);
  if (run.status !== "finished") throw new Refusal(run.reason ?? `The run ended as ${run.status}.`);
  await tell(run, options);
  if (options.again !== undefined) await tellWhetherSame(run, options.again);
}

async function start(head: Head, { again, ...options }: Options) {
  const by = asSystem("commandLine", "toile train");
  if (again === undefined) return startTraining(by, { head, ...options });
  const version = await versionWithHistory(head, again);
  if (!version) throw new Refusal(`There is no ${head} v${again}.`);
  return trainAgain(by, { versionId: version.version.id });
}

/** The run of this head that is queued or trained already: with --wait it is followed. */
async function runUnderWay(
  head: Head,
  refused: Failure<"run-active" | "not-enough-data" | "not-found">,
  { wait: isPatient }: Options,
) {
  const active = (await runs(head)).find((run) => run.status === "queued" || run.status === "running");
  if (refused.code !== "run-active" || !isPatient || !active) {
    throw new Refusal([sentenceOf[refused.code], refused.detail].filter(Boolean).join(" "));
  }
  console.error("A run of this network is under way already; waiting for it.");
  return active.id;
}

/** Waits for the run: the app's worker does it, or, where none is there, this process. */
async function follow(runId: string): Promise<RunCard> {
  const stop = new AbortController();
  const watching = watch(runId, stop.signal);
  try {
    for (let run = await runOf(runId); ; run = await runOf(runId)) {
      if (!run) throw new Refusal("The run is gone.");
      if (run.status !== "queued" && run.status !== "running") return run;
      if (await isWorkerAlive()) await wait(lookEveryMs);
      else await drainHere();
    }
  } finally {
    stop.abort();
    await watching;
  }
}

async function drainHere(): Promise<void> {
  // What an interrupted command or a killed worker left half done is ours now.
  await runWork.takeUpLost();
  const failures = await drainJobs(allJobs(), new AbortController().signal);
  for (const { name, reason } of failures) console.error(`${name}: ${reason}`);
  await wait(lookEveryMs);
}

/** Progress on stderr: one line that is rewritten on a terminal, one line for each phase elsewhere. */
async function watch(runId: string, signal: AbortSignal): Promise<void> {
  let last = "";
  while (!signal.aborted) {
    const run = await runOf(runId).catch(() => null);
    const text = run ? describeRun(run) : "";
    const isNews = process.stderr.isTTY ? text !== last : text.split(",")[0] !== last.split(",")[0];
    if (run && isNews) process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    last = text;
    await wait(lookEveryMs, undefined, { signal }).catch(() => {});
  }
  if (process.stderr.isTTY && last) process.stderr.write("\n");
}

async function tell(run: RunCard, { json }: Options): Promise<void> {
  const version = (await versions(run.head)).find((card) => card.number === run.versionNumber);
  if (!version) throw new Refusal("The run finished, but its version is gone.");
  if (json) {
    console.log(JSON.stringify({ runId: run.id, status: run.status, version }));
    return;
  }
  const { headline, headlineName, control } = headlineOf(run.head, version.metrics);
  const figure = headline
    ? `${headlineName}: ${headline.value.toFixed(3)} (${headline.lower.toFixed(3)} to ${headline.upper.toFixed(3)}, n ${headline.n})`
    : "no figure on the holdout";
  const beside = control ? `, best simple rule ${control.value.toFixed(3)}` : "";
  console.log(`${run.head} v${version.number}${version.isChampion ? ", serving" : ""}. ${figure}${beside}.`);
  for (const warning of version.metrics.warnings) console.log(`Note: ${warning}`);
}

async function tellWhetherSame(run: RunCard, again: number): Promise<void> {
  const [old, made] = await Promise.all([
    versionWithHistory(run.head, again),
    versionWithHistory(run.head, run.versionNumber ?? 0),
  ]);
  if (!old || !made) throw new Refusal("The version is gone.");
  const isSame = old.history.sha256 === made.history.sha256;
  if (isSame)
    console.error(`v${made.version.number} and v${again} are the same, byte for byte (${old.history.sha256}).`);
  else {
    throw new Refusal(
      `v${made.version.number} differs from v${again}. Trained with ${made.version.backend} and code ${made.history.codeVersion}, ` +
        `before with ${old.version.backend} and ${old.history.codeVersion}: only the same of both gives the same weights.`,
    );
  }
}
