import type { CatalogueColumns } from "../schema";
import type { ProductDraft } from "./read-row";

type Values = Record<string, string[]>;

/** A product whose category or values were corrected, as it stood before this import. */
export type CorrectedProduct = {
  id: string;
  sourceCategoryId: number | null;
  correctedCategoryId: number | null;
  sourceValues: Values;
  correctedValues: Values;
};

/** The source has changed its mind about a corrected value. attribute "category": ids, null for none. */
export type SourceChange = {
  productId: string;
  attribute: string;
  corrected: number | string[];
  source: number | null | string[];
  outcome: "delivered" | "other";
};

/** What this import's source says anew of what was corrected: the correction itself, or a third value. What it goes on
 *  saying is no news. */
export function sourceChanges(
  before: CorrectedProduct,
  now: { categoryId: number | null; values: Values },
): SourceChange[] {
  const changes: SourceChange[] = [];
  const { id: productId, sourceCategoryId, correctedCategoryId, sourceValues, correctedValues } = before;
  if (correctedCategoryId !== null && now.categoryId !== sourceCategoryId) {
    const outcome = now.categoryId === correctedCategoryId ? "delivered" : "other";
    changes.push({ productId, attribute: "category", corrected: correctedCategoryId, source: now.categoryId, outcome });
  }
  for (const [attribute, corrected] of Object.entries(correctedValues)) {
    const source = now.values[attribute] ?? [];
    if (areSame(source, sourceValues[attribute] ?? [])) continue;
    const outcome = areSame(source, corrected) ? "delivered" : "other";
    changes.push({ productId, attribute, corrected, source, outcome });
  }
  return changes;
}

const areSame = (a: string[], b: string[]) => a.toSorted().join("\n") === b.toSorted().join("\n");

/** A product as the dry run finds it. */
export type StandingProduct = Omit<ProductDraft, "line" | "path" | "photos"> & {
  category: string | null;
  subcategories: Record<string, string>;
  photoNames: string[];
  isDelisted: boolean;
};
export type FieldChange = { field: string; before: string; after: string };
type Wanted = ProductDraft & { category: string; subcategories: Record<string, string> };

/** What an import would change of a product, field by field, in the words of its columns. `withPhotos`: the mapping names
 *  some, so that those of the file replace those that are there. */
export function changesOf(
  before: StandingProduct,
  now: Wanted,
  { attributes, withPhotos }: { attributes: CatalogueColumns["attributes"]; withPhotos: boolean },
): FieldChange[] {
  const labelOf = new Map(attributes.map(({ name, label }) => [name, label]));
  const names = [...new Set([...Object.keys(before.values), ...Object.keys(now.values)])];
  const fields: [string, string, string][] = [
    ["Listed", before.isDelisted ? "no" : "yes", "yes"],
    ["Garment model", before.groupId, now.groupId],
    ["Title", before.title, now.title],
    ["Description", before.description ?? "", now.description ?? ""],
    ["Season", before.season ?? "", now.season ?? ""],
    ["Price", amount(before), amount(now)],
    ["Stock", String(before.stock ?? ""), String(now.stock ?? "")],
    ["Category", before.category ?? "", now.category],
    [
      "Below the category",
      Object.values(before.subcategories).join(" › "),
      Object.values(now.subcategories).join(" › "),
    ],
    ...names.map((name): [string, string, string] => [
      labelOf.get(name) ?? name,
      (before.values[name] ?? []).join(", "),
      (now.values[name] ?? []).join(", "),
    ]),
  ];
  if (withPhotos)
    fields.push(["Photos", before.photoNames.join(", "), now.photos.map(({ fileName }) => fileName).join(", ")]);
  return fields.filter(([, from, to]) => from !== to).map(([field, from, to]) => ({ field, before: from, after: to }));
}

const amount = ({ price, currency }: { price: string | null; currency: string | null }) =>
  [price, currency].filter(Boolean).join(" ");

/** Of a feed's listed products, how many may go without a person having seen the number: a file that was cut off must not
 *  empty the catalogue. */
export const mayGoUnseen = (listed: number): number => Math.max(20, Math.floor(listed / 5));

/** A pause after a batch while people label, as a share of the time that the batch took: half of the machine is theirs. */
export const pauseShare = 1;
export const batchSizes = { alone: 1_000, besideLabelling: 200 } as const;
