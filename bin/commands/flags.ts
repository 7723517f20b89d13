import type { Command } from "commander";
import { doubtCatalogue } from "@/lib/training/rank/doubt-catalogue";
import { judgeCatalogue } from "@/lib/training/rank/judge-catalogue";
import { openReading } from "@/lib/training/rank/read-by-champion";
import { givenPath } from "../instance/given-path";
import { Refusal } from "../instance/refusal";
import { writeCsv } from "../write-csv";

type Options = { out: string; others?: boolean; json?: boolean };

export function register(program: Command): void {
  program
    .command("flags")
    .description("Writes id,given,predicted,score for every product, the most suspect category first.")
    .requiredOption("--out <file>", "where to write; replaced whole")
    .option(
      "--others",
      "doubts about photos, attributes and duplicates instead: kind,id,attribute,given,proposed,others,score,reason",
    )
    .option("--json", "print what was done as JSON")
    .action(flags);
}

async function flags({ out, others, json }: Options): Promise<void> {
  if (others) return otherDoubts(out, json);
  const { version, products } = await judgeCatalogue(await reading());
  const rows = products
    .sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1))
    .map(({ productId, given, predicted, score }) => [productId, given?.name ?? "", predicted?.name ?? "", score]);
  await writeCsv(givenPath(out), ["id", "given", "predicted", "score"], rows);
  if (json) console.log(JSON.stringify({ products: rows.length, version, out }));
  else console.log(`${rows.length} products judged by category v${version}, the most suspect first, in ${out}.`);
}

async function reading() {
  const opened = await openReading();
  if (!opened.ok) throw new Refusal(opened.detail ?? "The catalogue cannot be judged now.");
  return opened.value;
}

async function otherDoubts(out: string, json?: boolean): Promise<void> {
  const doubts = await doubtCatalogue(await reading());
  const rows = doubts.map(({ kind, productId, attribute, given, proposed, others, score, reasons }) => [
    kind,
    productId,
    attribute ?? "",
    given ?? "",
    proposed ?? "",
    others.join(" "),
    score,
    reasons.join(" "),
  ]);
  const header = ["kind", "id", "attribute", "given", "proposed", "others", "score", "reason"];
  await writeCsv(givenPath(out), header, rows);
  if (json) console.log(JSON.stringify({ doubts: rows.length, out }));
  else console.log(`${rows.length} doubts about photos, attributes and duplicates, the surest first, in ${out}.`);
}
