import { fail, type Result } from "../result";
import { formatOf } from "./import/open-table";
import type { Importer, ImportOptions } from "./import/run-import";
import { type NarrowTable, takeTable } from "./import/take-table";
import { gatherKnown, pairColumns, writeGathered } from "./pairs/gather";
import { readJudgements } from "./pairs/read-judgements";
import { fitsOf } from "./pairs/rules";
import { type JudgedPair, upsertJudgements } from "./pairs/sql";
import type { ImportReport } from "./schema";

/** Pairs that people judged elsewhere, one row an answer; or the JSON export of Label Studio or Argilla. source: who
 *  judged; the same source again takes the place of what it said before. */
export type JudgedPairSource = NarrowTable & {
  source: string;
  aColumn?: string;
  bColumn?: string;
  verdictColumn?: string;
};

const known = {
  ...pairColumns,
  verdict: ["verdict", "fits", "label", "judgement", "judgment", "choice", "score", "compatible"],
};
const longestSource = 200;

/** Imports judged pairs; several answers about one pair become one with their share. Training reads them beside the
 *  house's own, which win. A row about an unknown product, or without a verdict, is refused. Counts are pairs. Safe to
 *  repeat. "not-found" and "invalid" as importCatalogue(). */
export async function importJudgedPairs(
  by: Importer,
  { source, aColumn, bColumn, verdictColumn, ...table }: JudgedPairSource,
  options: ImportOptions = {},
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  if (source.trim() === "" || source.length > longestSource)
    return fail("invalid", "Name who judged the pairs, in up to 200 characters.");
  const gathered = new Map<string, JudgedPair>();
  const format = table.format ?? formatOf(table.file);
  return takeTable(
    by,
    { ...table, format },
    {
      kind: "judgedPairs",
      source,
      known,
      named: { a: aColumn, b: bColumn, verdict: verdictColumn },
      read: format === "json" ? readJudgements : undefined,
      item: (cellOf, refuse, line) => {
        const fits = fitsOf(cellOf("verdict"));
        if (fits !== null) return { line, a: cellOf("a"), b: cellOf("b"), fits };
        return refuse(null, `"${cellOf("verdict")}" says neither that they fit nor that they clash.`);
      },
      write: (_, items, tally) =>
        gatherKnown(items, tally, (pair, { fits }) => {
          const key = `${pair.productAId}\n${pair.productBId}`;
          const { fits: before, answers } = gathered.get(key) ?? { fits: 0, answers: 0 };
          gathered.set(key, { ...pair, fits: (before * answers + fits) / (answers + 1), answers: answers + 1 });
        }),
      finish: (tally, inBatch) =>
        writeGathered([...gathered.values()], tally, inBatch, (tx, importId, batch) =>
          upsertJudgements(tx, source, importId, batch),
        ),
    },
    options,
  );
}
