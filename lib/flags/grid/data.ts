import { catalogueColumns, productCards } from "../../catalogue/data";
import { db } from "../../db";
import type { Allowed } from "../../users/allow";
import { costOf, missingShare } from "../rules";
import { type FlagGroup, type FlagPage, type PageRequest, pageSize } from "./schema";
import { countGroup, groupRows, pageRows } from "./sql";

type By = Allowed<"judge-flags">;

/** The groups of open flags that this person may settle, those worth most first. */
export async function flagGroups(by: By): Promise<FlagGroup[]> {
  const [rows, columns] = await Promise.all([groupRows(by.userId), catalogueColumns()]);
  const labels = new Map(columns.attributes.map(({ name, label }) => [name, label]));
  const ids = rows.flatMap((row) => (row.kind === "category" ? [Number(row.given), Number(row.proposed)] : []));
  const found = await db().category.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const categories = new Map(found.map((category) => [String(category.id), category]));
  return rows
    .map((row) => ({
      ...row,
      label: labels.get(row.attribute) ?? row.attribute,
      givenCategory: row.kind === "category" ? (categories.get(row.given) ?? null) : null,
      proposedCategory: row.kind === "category" ? (categories.get(row.proposed) ?? null) : null,
    }))
    .sort((a, b) => worthOf(b) - worthOf(a) || (a.attribute < b.attribute ? -1 : 1));
}

const worthOf = ({ kind, given, expected }: FlagGroup): number =>
  expected * costOf[kind] * (kind === "attribute" && given === "" ? missingShare : 1);

/** One page of a group: by visual cluster, the likeliest errors of each first. */
export async function flagPage(by: By, request: PageRequest): Promise<FlagPage> {
  const { after: _, ...group } = request;
  const [rows, total] = await Promise.all([pageRows(by.userId, request), countGroup(by.userId, group)]);
  const page = rows.slice(0, pageSize);
  const cards = await productCards(page.flatMap((row) => [row.productId, row.otherProductId ?? []].flat()));
  const flags = page.flatMap((row) => {
    const product = cards.get(row.productId);
    if (!product) return [];
    const { taskId, flagId, cluster, isHeld } = row;
    const other = cards.get(row.otherProductId ?? "") ?? null;
    return [
      {
        taskId,
        flagId,
        product,
        other,
        probability: row.proposedProbability,
        reasons: row.reasons ?? [],
        cluster,
        isHeld,
      },
    ];
  });
  return { flags, total, next: rows.length > pageSize ? page.at(-1)!.flagId : null };
}
