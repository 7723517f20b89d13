import type { Quality, QualityTable } from "@/lib/insights/quality/schema";
import { csvText, figureCells, figureColumns, type Row, rounded } from "../csv-file";

/** One of the page's tables as CSV; shares from 0 to 1 with their 95 % interval and n. */
export const csvOf = (found: Quality, table: QualityTable): string => csvText(columnsOf[table], rowsOf[table](found));

const ofPeople = ["with_others", "with_consensus", "with_oneself", "with_gold"];

const columnsOf: Record<QualityTable, string[]> = {
  weeks: ["week", ...["same_opinion", "same_as_first_time", "fits_of_random_pairs"].flatMap(figureColumns)],
  categories: ["category", "other_category", ...figureColumns("differing")],
  reasons: ["reason", ...figureColumns("others_say_fits")],
  people: ["person", ...ofPeople.flatMap(figureColumns), "weight"],
};

const rowsOf: Record<QualityTable, (found: Quality) => Row[]> = {
  weeks: ({ weeks }) =>
    weeks.map(({ week, agreement, selfConsistency, fits }) => ({
      week,
      ...figureCells("same_opinion", agreement),
      ...figureCells("same_as_first_time", selfConsistency),
      ...figureCells("fits_of_random_pairs", fits),
    })),
  categories: ({ categories }) =>
    categories.map(({ names: [category, other], differing }) => ({
      category,
      other_category: other,
      ...figureCells("differing", differing),
    })),
  reasons: ({ reasons }) =>
    reasons.map(({ reason, differing }) => ({ reason, ...figureCells("others_say_fits", differing) })),
  people: ({ people }) =>
    (people ?? []).map((row) => ({
      person: row.name,
      ...figureCells("with_others", row.withOthers),
      ...figureCells("with_consensus", row.withConsensus),
      ...figureCells("with_oneself", row.withOneself),
      ...figureCells("with_gold", row.withGold),
      weight: rounded(row.weight, 3),
    })),
};
