import type { TableSample } from "@/lib/catalogue/import-jobs/schema";
import type { CatalogueMapping } from "@/lib/catalogue/schema";

/** What a column is. level: above or below the category that is learnt; target: that category itself. */
export const roles = {
  nothing: "Left out",
  id: "Product id",
  group: "Garment model",
  title: "Title",
  description: "Description",
  season: "Season",
  price: "Price",
  stock: "Stock",
  photo: "Photo",
  level: "Level of the taxonomy",
  target: "Category to learn",
  attribute: "Attribute",
} as const;
export type Role = keyof typeof roles;

/** Roles that one column alone can have. */
const single: readonly Role[] = ["id", "group", "title", "description", "season", "price", "stock", "target"];

/** A mapping while it is made by hand. labels: of levels and attributes. `base` keeps what has no field here: patterns and
 *  separators of columns that keep their role. */
export type MappingDraft = {
  roles: Record<string, Role>;
  labels: Record<string, string>;
  title: string;
  groupPattern: string;
  seasonPattern: string;
  currency: string;
  base: CatalogueMapping | null;
};

/** A draft from a saved or proposed mapping, over the columns that the file has. */
export function draftOf(mapping: CatalogueMapping | null, columns: TableSample["columns"]): MappingDraft {
  const draft: MappingDraft = { ...empty, roles: {}, labels: {}, base: mapping };
  const there = new Set(columns.map(({ name }) => name));
  const give = (column: string | undefined, role: Role, label?: string) => {
    if (column === undefined || !there.has(column) || draft.roles[column]) return;
    draft.roles[column] = role;
    if (label) draft.labels[column] = label;
  };
  if (!mapping) return draft;
  const { title, group, season } = mapping;
  give(mapping.id, "id");
  for (const { column, label, target } of mapping.taxonomy) give(column, target ? "target" : "level", label);
  for (const { column, label } of mapping.attributes) give(column, "attribute", label);
  for (const { column } of mapping.images) give(column, "photo");
  if (typeof title !== "string") give(title.column, "title");
  else if (there.has(title)) give(title, "title");
  give(group.column, "group");
  give(season?.column, "season");
  give(mapping.description?.column, "description");
  give(mapping.price?.column, "price");
  give(mapping.stock?.column, "stock");
  return {
    ...draft,
    title: typeof title === "string" && !there.has(title) ? title : "",
    groupPattern: group.pattern ?? "",
    seasonPattern: season?.pattern ?? "",
    currency: mapping.price?.currency ?? "",
  };
}

const empty = { title: "", groupPattern: "", seasonPattern: "", currency: "" };

/** The draft with a column's role changed; the column that had a role of which there is one gives it up. */
export function withRole(draft: MappingDraft, column: string, role: Role): MappingDraft {
  const changed = { ...draft.roles, [column]: role };
  if (single.includes(role)) {
    for (const [other, its] of Object.entries(changed)) {
      if (other !== column && its === role) changed[other] = role === "target" ? "level" : "nothing";
    }
  }
  return { ...draft, roles: changed };
}

/** What the draft lacks, in a sentence; null when it can be used. */
export function lackOf({ roles: given, title }: MappingDraft): string | null {
  const has = (role: Role) => Object.values(given).includes(role);
  if (!has("id")) return "No column is the product id yet.";
  if (!has("target")) return "No column is the category to learn yet.";
  if (!has("title") && title.trim() === "") return "Give a title: a column, or a template such as {colour} {type}.";
  return null;
}

type Read = { delimiter?: string; encoding?: string };

/** The mapping that the draft says, for a file with these columns. Call it when lackOf() has nothing to say. */
export function mappingOf(draft: MappingDraft, columns: TableSample["columns"], read: Read): CatalogueMapping {
  const { roles: given, labels, base } = draft;
  const all = (role: Role) => columns.map(({ name }) => name).filter((name) => given[name] === role);
  const one = (role: Role) => all(role)[0];
  const id = one("id")!;
  const labelOf = (column: string) => labels[column]?.trim() || column;
  const kept = (column: string) => base?.attributes.find((attribute) => attribute.column === column);
  const imageOf = (column: string) => base?.images.find((image) => image.column === column) ?? { column };
  const extract = (column: string, pattern: string) =>
    pattern.trim() ? { column, pattern: pattern.trim() } : { column };
  const [season, description, price, stock] = [one("season"), one("description"), one("price"), one("stock")];
  const separators = Object.fromEntries(columns.map(({ name, values }) => [name, listSeparatorOf(values)]));
  return {
    id,
    group: extract(one("group") ?? id, draft.groupPattern),
    title: draft.title.trim() || one("title")!,
    ...(season ? { season: extract(season, draft.seasonPattern) } : seasonOfBase(draft, columns)),
    ...(description ? { description: { column: description } } : {}),
    ...(price
      ? { price: { column: price, ...(draft.currency.trim().length === 3 ? { currency: draft.currency.trim() } : {}) } }
      : {}),
    ...(stock ? { stock: { column: stock } } : {}),
    images: all("photo").map(imageOf),
    taxonomy: inOrder(columns, base)
      .filter((name) => given[name] === "level" || given[name] === "target")
      .map((name) => ({ column: name, label: labelOf(name), target: given[name] === "target" })),
    attributes: all("attribute").map((column) => ({
      column,
      name: kept(column)?.name ?? column.toLowerCase(),
      label: labelOf(column),
      ...separatorOf(kept(column)?.separator ?? separators[column]),
    })),
    ...(read.delimiter ? { delimiter: read.delimiter } : {}),
    ...(read.encoding ? { encoding: read.encoding } : {}),
  };
}

/** The columns from the coarsest level down: as the base has them, then as they stand in the file. */
function inOrder(columns: TableSample["columns"], base: CatalogueMapping | null): string[] {
  const levels = (base?.taxonomy ?? []).map(({ column }) => column);
  const names = columns.map(({ name }) => name);
  return [...levels.filter((name) => names.includes(name)), ...names.filter((name) => !levels.includes(name))];
}

/** A column may be the season besides being something else: MANGO's stands in the photo's name. */
function seasonOfBase({ base, seasonPattern }: MappingDraft, columns: TableSample["columns"]) {
  const column = base?.season?.column;
  if (!column || !seasonPattern.trim() || !columns.some(({ name }) => name === column)) return {};
  return { season: { column, pattern: seasonPattern.trim() } };
}

const separatorOf = (separator: string | undefined) => (separator ? { separator } : {});

/** Several values in one cell are told by a bar between them. */
const listSeparatorOf = (values: string[]) => (values.some((value) => /[^|]\|[^|]/.test(value)) ? "|" : undefined);
