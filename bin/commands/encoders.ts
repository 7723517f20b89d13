import type { Command } from "commander";
import { changeEncoder } from "@/lib/catalogue/change-encoder";
import { encoders } from "@/lib/catalogue/encoders";
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

async function list({ use, json }: { use?: string; json?: boolean }): Promise<void> {
  if (use !== undefined) {
    const result = await changeEncoder(asSystem("commandLine", "toile encoders"), { version: use });
    if (!result.ok) throw new Refusal(result.detail ?? sentenceOf[result.code]);
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
