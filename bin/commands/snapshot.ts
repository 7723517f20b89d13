import { writeFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import { Head } from "@/lib/models/schema";
import { freezeSnapshot } from "@/lib/training/snapshot/freeze-snapshot";
import { withViews } from "@/lib/training/snapshot/with-views";
import { givenPath } from "../instance/given-path";
import { progressBar } from "../instance/progress-bar";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("snapshot <head> <file>")
    .description("Writes what a training of compatibility or category would read now, for the benches.")
    .option("--views <count>", "with so many augmented views of each photo (compatibility)", toCount)
    .option("--json", "print JSON")
    .action(snapshot);
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 16)
    throw new InvalidArgumentError("Give a whole number from 1 to 16.");
  return count;
}

type Options = { views?: number; json?: boolean };

async function snapshot(given: string, file: string, { views, json }: Options): Promise<void> {
  const head = Head.safeParse(given);
  if (!head.success) throw new Refusal(`There is no network "${given}"; take ${Head.options.join(" or ")}.`);
  const frozen = await freezeSnapshot(head.data);
  if (!frozen) throw new Refusal("Nothing has been embedded yet. Import a catalogue and run toile embed first.");
  if (views && head.data !== "compatibility") throw new Refusal("Only the compatibility network is shown views.");
  const bytes = views ? await addViews(frozen.bytes, views) : frozen.bytes;
  const path = givenPath(file);
  await writeFile(path, bytes).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${path} can't be written (${error.code ?? error.message}).`);
  });
  const { snapshotId } = frozen;
  console.log(json ? JSON.stringify({ snapshotId, bytes: bytes.length }) : `${bytes.length} bytes in ${path}.`);
}

async function addViews(bytes: Uint8Array, views: number): Promise<Uint8Array> {
  const bar = progressBar("Views");
  return withViews(bytes, views, (done, total) => bar.show(done, total, `${done} of ${total}`)).finally(() =>
    bar.stop(),
  );
}
