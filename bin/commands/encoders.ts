import type { Command } from "commander";
import { encoders } from "@/lib/encoders/known-encoders";
import type { Served } from "@/lib/encoders/schema";
import { serveEncoder } from "@/lib/encoders/serve-encoder";
import { sentenceOf } from "@/lib/http/failures";
import { asSystem } from "@/lib/users/allow";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("encoders")
    .description("Encoders that were used here, with what they have embedded; --use changes to one, forward or back.")
    .option("--use <version>", "work with this one from now on")
    .option("--json", "print JSON")
    .action(list);
}

const outcomes = {
  serves: "the version that was trained under it serves",
  training: "none was trained under it, so a training has begun; until it ends the last ranking stays",
  waits: "none was trained under it, and another training is under way; train it when that has ended",
} as const;

function tellHeads({ heads }: Served): void {
  for (const { head, outcome } of heads) console.log(`${head}: ${outcomes[outcome]}.`);
}

async function list({ use, json }: { use?: string; json?: boolean }): Promise<void> {
  if (use !== undefined) {
    const result = await serveEncoder(asSystem("commandLine", "toile encoders"), { version: use });
    if (!result.ok) throw new Refusal(result.detail ?? sentenceOf[result.code]);
    if (!json) tellHeads(result.value);
  }
  const known = await encoders();
  if (json) {
    console.log(JSON.stringify(known));
    return;
  }
  if (known.length === 0) console.log("None yet: toile embed makes the first.");
  for (const { isLive, name, version, dimension, source, embedded, photos, licence } of known) {
    const terms = licence ? `, licence ${licence}` : "";
    console.log(
      `${isLive ? "*" : " "} ${version}  ${name}, ${dimension} numbers, ${embedded} of ${photos} photos, from ${source}${terms}`,
    );
  }
}
