import { basename } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { readMapping } from "@/lib/catalogue/import/read-mapping";
import type { ImportProgress } from "@/lib/catalogue/import/run-import";
import { importBehaviourPairs } from "@/lib/catalogue/import-behaviour-pairs";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { importJudgedPairs } from "@/lib/catalogue/import-judged-pairs";
import { importOutfits } from "@/lib/catalogue/import-outfits";
import { importStock } from "@/lib/catalogue/import-stock";
import { BehaviourKind, type ImportReport, OutfitKind } from "@/lib/catalogue/schema";
import { sentenceOf } from "@/lib/http/failures";
import type { Failure, Result } from "@/lib/result";
import { asSystem } from "@/lib/users/allow";
import { givenPath } from "../instance/given-path";
import { progressBar } from "../instance/progress-bar";
import { Refusal } from "../instance/refusal";
import { tellImport } from "./import/tell-import";

type CatalogueOptions = {
  mapping: string;
  images?: string;
  sheet?: string;
  source?: string;
  whole?: boolean;
  mayDelist?: number;
  json?: boolean;
};
type TableOptions = { delimiter?: string; encoding?: string; sheet?: string; json?: boolean };
type OutfitOptions = TableOptions & { source: string; kind: OutfitKind; outfitColumn?: string; productColumn?: string };
type StockOptions = TableOptions & { productColumn?: string; stockColumn?: string };
type PairOptions = TableOptions & { source: string; aColumn?: string; bColumn?: string; verdictColumn?: string };
type BehaviourOptions = TableOptions & { source: string; kind?: BehaviourKind };

export function register(program: Command): void {
  const command = program
    .command("import")
    .description("Brings products, photos, outfits, stock and pairs in. The same file again changes nothing.");
  command
    .command("catalogue <file>")
    .description("Products from CSV, XLSX or JSON lines. A second file adds to the first.")
    .requiredOption("--mapping <file>", "which column is what, as JSON; docs/examples/mango.mapping.json shows one")
    .option("--images <folder>", "where the photos' names start from; the file's own folder by default")
    .option("--sheet <name>", "of a workbook; the first one by default")
    .option("--source <name>", "the feed that the file is of; the mapping's name by default")
    .option("--whole", "the file is the whole feed: what it does not name any more is delisted")
    .option("--may-delist <number>", "how many that may be; a fifth of the feed by default", toCount)
    .option("--json", "print the report as JSON")
    .action(catalogue);
  const outfits = table(command, "outfits", "Stylists' outfits: one row an item, one an outfit, or sets as JSON.")
    .option("--source <name>", "who made them", "stylists")
    .option("--kind <kind>", "curated by the house, or imported from elsewhere", oneOf(OutfitKind.options), "curated")
    .option("--outfit-column <name>", "found by its name by default, e.g. outfit_id")
    .option("--product-column <name>", "found by its name by default, e.g. product_id");
  outfits.action((file: string, { json, ...options }: OutfitOptions) =>
    run(file, "outfits", json, (given, by, onProgress) =>
      importOutfits(by, { file: given, ...options }, { onProgress }),
    ),
  );
  table(command, "stock", "The daily feed: how many pieces of each product there are.")
    .option("--product-column <name>", "found by its name by default, e.g. product_id")
    .option("--stock-column <name>", "found by its name by default, e.g. stock")
    .action((file: string, { json, ...options }: StockOptions) =>
      run(file, "stocks", json, (given, by, onProgress) =>
        importStock(by, { file: given, ...options }, { onProgress }),
      ),
    );
  table(command, "pairs", "Pairs that were judged elsewhere: a table, or Label Studio's or Argilla's JSON export.")
    .requiredOption("--source <name>", "who judged them")
    .option("--a-column <name>", "found by its name by default, e.g. a, anchor")
    .option("--b-column <name>", "found by its name by default, e.g. b, candidate")
    .option("--verdict-column <name>", "found by its name by default, e.g. verdict")
    .action((file: string, { json, ...options }: PairOptions) =>
      run(file, "pairs", json, (given, by, onProgress) =>
        importJudgedPairs(by, { file: given, ...options }, { onProgress }),
      ),
    );
  table(command, "behaviour", "What shoppers brought together: a, b, kind, count.")
    .requiredOption("--source <name>", "the shop that counted")
    .option("--kind <kind>", "of a file without such a column", oneOf(BehaviourKind.options))
    .action((file: string, { json, ...options }: BehaviourOptions) =>
      run(file, "pairs", json, (given, by, onProgress) =>
        importBehaviourPairs(by, { file: given, ...options }, { onProgress }),
      ),
    );
}

const table = (command: Command, name: string, says: string) =>
  command
    .command(`${name} <file>`)
    .description(says)
    .option("--delimiter <character>", "what separates a CSV's columns", ",")
    .option("--encoding <name>", "a CSV's encoding", "utf-8")
    .option("--sheet <name>", "of a workbook; the first one by default")
    .option("--json", "print the report as JSON");

function toCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}

const oneOf =
  <T extends string>(choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find((choice) => choice === text);
    if (!found) throw new InvalidArgumentError(`It is one of ${choices.join(", ")}.`);
    return found;
  };

async function catalogue(file: string, options: CatalogueOptions): Promise<void> {
  const mapping = await readMapping(givenPath(options.mapping));
  if (!mapping.ok) throw refusalOf(mapping);
  const images = options.images === undefined ? undefined : givenPath(options.images);
  const source = options.source ?? basename(options.mapping).replace(/(\.mapping)?\.json$/, "");
  const { sheet, whole: isWhole, mayDelist, json } = options;
  await run(file, "products", json, (path, by, onProgress) =>
    importCatalogue(
      by,
      { file: path, mapping: mapping.value, images, sheet, source, isWhole, mayDelist },
      { onProgress },
    ),
  );
}

type Work = (
  file: string,
  by: ReturnType<typeof asSystem>,
  onProgress: (progress: ImportProgress) => void,
) => Promise<Result<ImportReport>>;

async function run(file: string, what: string, json: boolean | undefined, work: Work): Promise<void> {
  const bar = progressBar(basename(file));
  const began = performance.now();
  let result: Result<ImportReport>;
  try {
    result = await work(givenPath(file), asSystem("commandLine", "toile import"), ({ rows, share }) =>
      bar.show(Math.round(share * 1000), 1000, `${rows.toLocaleString("en-GB")} rows`),
    );
  } finally {
    bar.stop();
  }
  if (!result.ok) throw refusalOf(result);
  const report = result.value;
  if (json) console.log(JSON.stringify(report));
  else tellImport(report, what, (performance.now() - began) / 1000);
  if (report.added + report.changed + report.unchanged === 0) process.exitCode = 1;
}

const refusalOf = (failure: Failure) => new Refusal(failure.detail ?? sentenceOf[failure.code]);
