import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { Head } from "@/lib/models/schema";
import { freezeSnapshot } from "@/lib/training/snapshot/freeze-snapshot";
import { givenPath } from "../instance/given-path";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("snapshot <head> <file>")
    .description("Writes what a training of compatibility or category would read now, for the benches.")
    .option("--json", "print JSON")
    .action(snapshot);
}

async function snapshot(given: string, file: string, { json }: { json?: boolean }): Promise<void> {
  const head = Head.safeParse(given);
  if (!head.success) throw new Refusal(`There is no network "${given}"; take ${Head.options.join(" or ")}.`);
  const frozen = await freezeSnapshot(head.data);
  if (!frozen) throw new Refusal("Nothing has been embedded yet. Import a catalogue and run toile embed first.");
  const path = givenPath(file);
  await writeFile(path, frozen.bytes).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${path} can't be written (${error.code ?? error.message}).`);
  });
  const { snapshotId, bytes } = frozen;
  console.log(json ? JSON.stringify({ snapshotId, bytes: bytes.length }) : `${bytes.length} bytes in ${path}.`);
}
