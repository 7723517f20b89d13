import { fail, type Result } from "../result";
import type { Importer, ImportOptions } from "./import/run-import";
import { type NarrowTable, takeTable } from "./import/take-table";
import { gatherKnown, pairColumns, writeGathered } from "./pairs/gather";
import { behaviourKindOf } from "./pairs/rules";
import { type BehaviourCount, upsertBehaviour } from "./pairs/sql";
import type { BehaviourKind, ImportReport } from "./schema";

/** What shoppers did, as `a, b, kind, count`. kind: of a file that has no such column. source: which shop counted. */
export type BehaviourSource = NarrowTable & { source: string; kind?: BehaviourKind };

const known = {
  ...pairColumns,
  kind: ["kind", "event", "type", "action"],
  count: ["count", "n", "times", "weight", "frequency"],
};
const longestSource = 200;
const largestCount = 2_000_000_000;

/** Imports how often shoppers brought two products together; rows of one pair and kind are added up, in either order. The
 *  same source again takes the place of what it counted before. Training reads them as weak, noisy positives. Counts are
 *  pairs. Safe to repeat. "not-found" and "invalid" as importCatalogue(). */
export async function importBehaviourPairs(
  by: Importer,
  { source, kind: given, ...table }: BehaviourSource,
  options: ImportOptions = {},
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  if (source.trim() === "" || source.length > longestSource)
    return fail("invalid", "Name the shop or the log that counted, in up to 200 characters.");
  const gathered = new Map<string, BehaviourCount>();
  return takeTable(
    by,
    table,
    {
      kind: "behaviourPairs",
      source,
      known,
      optional: given ? ["kind", "count"] : ["count"],
      item: (cellOf, refuse, line) => {
        const kind = cellOf("kind") === "" ? (given ?? null) : behaviourKindOf(cellOf("kind"));
        if (kind === null) return refuse("kind", `"${cellOf("kind")}" is no next click, basket or session.`);
        const count = cellOf("count") === "" ? 1 : Number(cellOf("count"));
        if (!Number.isInteger(count) || count < 1 || count > largestCount)
          return refuse("count", `"${cellOf("count")}" is no count from 1 on.`);
        return { line, a: cellOf("a"), b: cellOf("b"), kind, count };
      },
      write: (_, items, tally) =>
        gatherKnown(items, tally, (pair, { kind, count }) => {
          const key = `${kind}\n${pair.productAId}\n${pair.productBId}`;
          const sum = Math.min(largestCount, (gathered.get(key)?.count ?? 0) + count);
          gathered.set(key, { ...pair, kind, count: sum });
        }),
      finish: (tally, inBatch) =>
        writeGathered([...gathered.values()], tally, inBatch, (tx, importId, batch) =>
          upsertBehaviour(tx, source, importId, batch),
        ),
    },
    options,
  );
}
