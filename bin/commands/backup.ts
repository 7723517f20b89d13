import type { Command } from "commander";
import { parseEnv } from "@/lib/env";
import { restoreBackup } from "../backup/restore-backup";
import { writeBackup } from "../backup/write-backup";
import { givenPath } from "../instance/given-path";
import { Refusal } from "../instance/refusal";
import { claimHome } from "../instance/running";

export function register(program: Command): void {
  program
    .command("backup <file>")
    .description(
      "Writes the whole instance to one file: database, photos, networks, tuned encoders, key. People may go on working.",
    )
    .option("--json", "print what was done as JSON")
    .action(backup);
  program
    .command("restore <file>")
    .description("Brings a backup into an empty instance that does not run.")
    .option("--json", "print what was done as JSON")
    .action(restore);
}

async function backup(given: string, { json }: { json?: boolean }): Promise<void> {
  const file = givenPath(given);
  const report = await writeBackup(file, parseEnv(process.env, process.cwd())).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOSPC") throw new Refusal(`The disk is full; nothing was left at ${file}.`);
    if (error.code === "ENOENT" || error.code === "EACCES")
      throw new Refusal(`${file} can't be written (${error.code}).`);
    throw error;
  });
  const { rows, photos, encoders, bytes } = report;
  const tuned = encoders > 0 ? `, ${encoders} tuned encoders` : "";
  console.log(json ? JSON.stringify(report) : `${rows} rows and ${photos} photos${tuned}, ${bytes} bytes, in ${file}.`);
  if (!json) console.log("Keep it as safe as the instance: it holds addresses, password hashes and the key.");
}

async function restore(given: string, { json }: { json?: boolean }): Promise<void> {
  const root = process.cwd();
  const environment = parseEnv(process.env, root);
  const url = environment.DATABASE_URL;
  if (!url) throw new Error("the database is not open");
  const claim = claimHome(environment.TOILE_HOME, environment.NEXTAUTH_URL);
  try {
    const report = await restoreBackup(givenPath(given), { root, environment, url });
    const { rows, photos, madeAt, isOwnKey, absentEncoders } = report;
    console.log(json ? JSON.stringify(report) : `${rows} rows and ${photos} photos are back, as of ${madeAt}.`);
    if (!json && !isOwnKey)
      console.log("The backup's key differs from NEXTAUTH_SECRET here: exports will name people by other pseudonyms.");
    if (!json && absentEncoders.length > 0)
      console.log(
        `Files of encoders that a backup does not hold are not here: ${absentEncoders.join(", ")}. Put them back before photos are embedded with them.`,
      );
  } finally {
    claim.release();
  }
}
