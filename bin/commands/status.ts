import type { Command } from "commander";
import { liveEncoder } from "@/lib/catalogue/data";
import { overview } from "@/lib/insights/data";
import { isWorkerAlive } from "@/lib/jobs/heartbeat";
import { runs } from "@/lib/training/data";
import type { RunCard } from "@/lib/training/schema";
import { asSystem } from "@/lib/users/allow";

export function register(program: Command): void {
  program
    .command("status")
    .description("What is in the catalogue, who serves, what waits and what runs.")
    .option("--json", "print JSON")
    .action(status);
}

async function status({ json }: { json?: boolean }): Promise<void> {
  const [now, encoder, all, isWorking] = await Promise.all([
    overview(asSystem("commandLine", "toile status"), new Date()),
    liveEncoder(),
    runs(),
    isWorkerAlive(),
  ]);
  const active = all.filter((run) => run.status === "queued" || run.status === "running");
  const champions = now.quality.filter((version) => version.isChampion);
  if (json) {
    console.log(JSON.stringify({ ...now, encoder, worker: isWorking ? "up" : "down", runs: active, champions }));
    return;
  }
  const { catalogue, queue } = now;
  const lines = [
    [
      "Catalogue",
      `${catalogue.products} products, ${catalogue.outfits} outfits, ${catalogue.photos} photos (${catalogue.brokenPhotos} broken), ${catalogue.fixes} fixes`,
    ],
    [
      "Encoder",
      encoder
        ? `${encoder.name} ${encoder.version.slice(0, 12)}, ${encoder.dimension} numbers a photo`
        : "none yet: toile embed",
    ],
    ...champions.map((version) => [
      `${version.head} v${version.number}`,
      version.headline
        ? `${version.headlineName} ${three(version.headline.value)} (${three(version.headline.lower)} to ${three(version.headline.upper)}, n ${version.headline.n})`
        : "no figure on the holdout",
    ]),
    ["Pairs", `${queue.compatibility.open} open, ${queue.compatibility.doneToday} answered today`],
    ["Review", `${queue.category.open} open, ${queue.category.doneToday} answered today`],
    ["Worker", isWorking ? "up" : "down"],
    ...active.map((run) => [`Run of ${run.head}`, describeRun(run)]),
  ];
  for (const [name = "", value = ""] of lines) console.log(`${name.padEnd(20)} ${value}`);
}

const three = (value: number) => value.toFixed(3);

export function describeRun({ status, phase, progress }: RunCard): string {
  const epochs = progress?.epochs ? `, ${progress.epoch} of ${progress.epochs}` : "";
  const left = progress?.secondsLeft === undefined ? "" : `, about ${progress.secondsLeft} s left`;
  return `${phase ?? status}${epochs}${left}`;
}
