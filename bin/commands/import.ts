import { basename } from "node:path";
import type { Command } from "commander";
import { readMapping } from "@/lib/catalogue/import/read-mapping";
import type { ImportProgress } from "@/lib/catalogue/import/run-import";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { importOutfits } from "@/lib/catalogue/import-outfits";
import type { ImportReport, RowRefusal } from "@/lib/catalogue/schema";
import { sentenceOf } from "@/lib/http/failures";
import type { Failure, Result } from "@/lib/result";
import { asSystem } from "@/lib/users/allow";
import { givenPath } from "../instance/given-path";
import { progressBar } from "../instance/progress-bar";
import { Refusal } from "../instance/refusal";

type CatalogueOptions = { mapping: string; images?: string; json?: boolean };
type OutfitOptions = {
  source: string;
  outfitColumn?: string;
  productColumn?: string;
  delimiter?: string;
  encoding?: string;
  json?: boolean;
};

/** Refused rows that the terminal lists. */
const shownRefusals = 20;

export function register(program: Command): void {
  const command = program
    .command("import")
    .description("Brings products, photos and outfits in. The same file again changes nothing.");
  command
    .command("catalogue <file>")
    .description("Products from a CSV file. A second file adds to the first.")
    .requiredOption("--mapping <file>", "which column is what, as JSON; docs/examples/mango.mapping.json shows one")
    .option("--images <folder>", "where the photos' names start from; the CSV's own folder by default")
    .option("--json", "print the report as JSON")
    .action(catalogue);
  command
    .command("outfits <file>")
    .description("Stylists' outfits from a CSV file, one row an item.")
    .option("--source <name>", "who made them", "stylists")
    .option("--outfit-column <name>", "found by its name by default, e.g. outfit_id")
    .option("--product-column <name>", "found by its name by default, e.g. product_id")
    .option("--delimiter <character>", "what separates the columns", ",")
    .option("--encoding <name>", "the file's encoding", "utf-8")
    .option("--json", "print the report as JSON")
    .action(outfits);
}

async function catalogue(file: string, options: CatalogueOptions): Promise<void> {
  const mapping = await readMapping(givenPath(options.mapping));
  if (!mapping.ok) throw refusalOf(mapping);
  const images = options.images === undefined ? undefined : givenPath(options.images);
  const by = asSystem("commandLine", "toile import catalogue");
  await run(file, "products", options.json, (path, onProgress) =>
    importCatalogue(by, { file: path, mapping: mapping.value, images }, { onProgress }),
  );
}

async function outfits(file: string, { json, ...options }: OutfitOptions): Promise<void> {
  const by = asSystem("commandLine", "toile import outfits");
  await run(file, "outfits", json, (path, onProgress) => importOutfits(by, { file: path, ...options }, { onProgress }));
}

type Work = (file: string, onProgress: (progress: ImportProgress) => void) => Promise<Result<ImportReport>>;

async function run(file: string, what: string, json: boolean | undefined, work: Work): Promise<void> {
  const bar = progressBar(basename(file));
  const began = performance.now();
  let result: Result<ImportReport>;
  try {
    result = await work(givenPath(file), ({ rows, share }) =>
      bar.show(Math.round(share * 1000), 1000, `${count(rows)} rows`),
    );
  } finally {
    bar.stop();
  }
  if (!result.ok) throw refusalOf(result);
  const report = result.value;
  if (json) console.log(JSON.stringify(report));
  else tell(report, what, (performance.now() - began) / 1000);
  if (report.added + report.changed + report.unchanged === 0) process.exitCode = 1;
}

const refusalOf = (failure: Failure) => new Refusal(failure.detail ?? sentenceOf[failure.code]);
const count = (n: number) => n.toLocaleString("en-GB");

function tell(report: ImportReport, what: string, seconds: number): void {
  const { rows, added, changed, unchanged, refused, brokenPhotos, refusals } = report;
  console.log(
    `${count(rows)} rows in ${seconds.toFixed(1)} s: ${count(added)} ${what} added, ${count(changed)} changed, ${count(unchanged)} unchanged.`,
  );
  if (refused > 0) console.log(`${count(refused)} rows refused; the others are in.`);
  if (brokenPhotos > 0) console.log(`${count(brokenPhotos)} photos could not be used; their products are in.`);
  if (refusals.length > 0) console.log(`\n${tableOf(refusals.slice(0, shownRefusals))}`);
  if (refusals.length > shownRefusals)
    console.log(`… and ${count(refusals.length - shownRefusals)} more; --json lists them.`);
}

function tableOf(refusals: RowRefusal[]): string {
  const rows = refusals.map(({ line, column, reason }) => [String(line), column ?? "", reason]);
  const cells = [["Line", "Column", "Reason"], ...rows];
  const width = (place: number) => Math.max(...cells.map((row) => row[place]!.length));
  return cells
    .map(([line, column, reason]) => `${line!.padStart(width(0))}  ${column!.padEnd(width(1))}  ${reason}`)
    .join("\n");
}
