import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { Argument, type Command, Option } from "commander";
import { NeighboursUnavailable } from "@/lib/exports/neighbours";
import { openExport } from "@/lib/exports/open-export";
import { ExportRequest, exportFormats, exportKinds } from "@/lib/exports/schema";
import { asSystem } from "@/lib/users/allow";
import { givenPath } from "../instance/given-path";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("export")
    .description(
      "Writes labels, fixes, products, embeddings, scores or neighbours to a file; people appear by pseudonym.",
    )
    .addArgument(new Argument("<kind>", "what to write").choices(exportKinds))
    .argument("<file>", "where to; replaced whole")
    .addOption(new Option("--format <format>", "by default what the file's name ends in").choices(exportFormats))
    .option("--since <moment>", "only labels and fixes from then on, as in 2026-11-25T00:00:00Z")
    .option("--json", "print what was done as JSON")
    .action(exportTo);
}

type Options = { format?: string; since?: string; json?: boolean };

async function exportTo(kind: string, file: string, { format, since, json }: Options): Promise<void> {
  const request = ExportRequest.safeParse({ kind, format: format ?? formatOf(file), since });
  if (!request.success) throw new Refusal(request.error.issues.map((issue) => issue.message).join(" "));
  const path = givenPath(file);
  // Whole or not at all: a reader never meets half a file.
  const part = `${path}.part`;
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  try {
    const by = asSystem("commandLine", "toile export");
    const opened = await openExport(by, request.data);
    if (!opened.ok) throw new Refusal(opened.detail ?? "The search for neighbours is not there.");
    await pipeline(counted(opened.value), createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    if (error instanceof NeighboursUnavailable) throw new Refusal(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EACCES" || code === "ENOSPC")
      throw new Refusal(`${path} can't be written (${code}).`);
    throw error;
  } finally {
    await rm(part, { force: true });
  }
  console.log(json ? JSON.stringify({ kind, file: path, bytes }) : `${bytes} bytes of ${kind} in ${path}.`);
}

function formatOf(file: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  return exportFormats.find((format) => format === ending);
}
