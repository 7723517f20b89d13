import type { ExportColumn, ExportKind } from "./schema";

/** One column and the SQL that makes it. */
type SqlColumn = ExportColumn & { sql: string };
export type SqlExport = { columns: SqlColumn[]; from: string; since: string | null };

const column = (name: string, type: ExportColumn["type"], sql: string): SqlColumn => ({ name, type, sql });

/** Session table of people's pseudonyms; see pseudonyms.ts. */
const person = "n.pseudonym";

const labels: SqlExport = {
  columns: [
    column("label", "text", "l.id"),
    column("head", "text", "l.head"),
    column("verdict", "text", "l.verdict"),
    column("reason", "text", "l.reason"),
    column("note", "text", "l.note"),
    column("product_a", "text", `p."productAId"`),
    column("product_b", "text", `p."productBId"`),
    column("product", "text", `f."productId"`),
    column("flag_kind", "text", "f.kind"),
    column("attribute", "text", "f.attribute"),
    column("given", "text", "given.name"),
    column("proposed", "text", "proposed.name"),
    column("chosen", "text", "chosen.name"),
    column("chosen_values", "json", `l."chosenValues"`),
    column("person", "text", person),
    column("given_at", "time", `l."createdAt"`),
    column("superseded_at", "time", `l."supersededAt"`),
    column("revises", "text", `l."revisesId"`),
    column("is_late", "boolean", `l."isLate"`),
    column("slice", "text", "l.slice"),
    column("propensity", "number", "l.propensity"),
    column("occasion", "integer", "l.occasion"),
    column("slot", "integer", "l.slot"),
    column("shown_swapped", "boolean", `l."shownSwapped"`),
    column("elapsed_ms", "integer", `l."elapsedMs"`),
    column("ranked_by_version", "integer", "v.number"),
    column("policy", "text", "k.policy"),
    column("rank", "integer", "l.rank"),
    column("estimate", "number", "l.estimate"),
    column("uncertainty", "number", "l.uncertainty"),
    column("guide_version", "integer", `l."guideNumber"`),
    column("set", "text", `l."setId"`),
    column("set_position", "integer", `l."setPosition"`),
    column("batch", "text", `l."batchId"`),
    column("rule", "text", `l."ruleId"`),
  ],
  from: `"Label" l
    JOIN toile_pseudonym n ON n."userId" = l."userId"
    LEFT JOIN "Pair" p ON p.id = l."pairId"
    LEFT JOIN "Flag" f ON f.id = l."flagId"
    LEFT JOIN "Category" given ON given.id = f."givenCategoryId"
    LEFT JOIN "Category" proposed ON proposed.id = f."proposedCategoryId"
    LEFT JOIN "Category" chosen ON chosen.id = l."chosenCategoryId"
    LEFT JOIN "Ranking" k ON k.id = l."rankingId"
    LEFT JOIN "ModelVersion" v ON v.id = k."modelVersionId"`,
  since: `l."createdAt"`,
};

/** A category's fix holds ids; readers of a file want names. */
const named = (side: "before" | "after") => `CASE WHEN x.attribute = 'category'
  THEN to_jsonb((SELECT c.name FROM "Category" c WHERE c.id = (x.${side}->>'categoryId')::int)) ELSE x.${side} END`;

const fixes: SqlExport = {
  columns: [
    column("fix", "text", "x.id"),
    column("product", "text", `x."productId"`),
    column("attribute", "text", "x.attribute"),
    column("before", "json", named("before")),
    column("after", "json", named("after")),
    column("person", "text", person),
    column("label", "text", `x."labelId"`),
    column("rule", "text", `x."ruleId"`),
    column("made_at", "time", `x."createdAt"`),
    column("reverted_at", "time", `x."revertedAt"`),
  ],
  from: `"Fix" x
    LEFT JOIN "Label" l ON l.id = x."labelId"
    LEFT JOIN "CatalogueRule" r ON r.id = x."ruleId"
    LEFT JOIN toile_pseudonym n ON n."userId" = coalesce(l."userId", r."createdById")`,
  since: `x."createdAt"`,
};

const products: SqlExport = {
  columns: [
    column("product", "text", "p.id"),
    column("garment_model", "text", `p."groupId"`),
    column("title", "text", "p.title"),
    column("description", "text", "p.description"),
    column("season", "text", "p.season"),
    column("price", "number", "p.price::float8"),
    column("currency", "text", "p.currency"),
    column("stock", "integer", "p.stock"),
    column("category", "text", "c.name"),
    column("source_category", "text", "s.name"),
    column("values", "json", "p.values"),
    column("source_values", "json", `p."sourceValues"`),
    column("is_holdout", "boolean", `p."isHoldout"`),
    column("updated_at", "time", `p."updatedAt"`),
    column("delisted_at", "time", `p."delistedAt"`),
  ],
  from: `"Product" p
    LEFT JOIN "Category" c ON c.id = p."categoryId"
    LEFT JOIN "Category" s ON s.id = p."sourceCategoryId"`,
  since: null,
};

/** Of each listed product those listed ones that go best with it, one row each; `place` counts from 1, the best. */
const scores: SqlExport = {
  columns: [
    column("product", "text", "p.id"),
    column("partner", "text", "q.id"),
    column("place", "integer", "o.place::int"),
    column("score", "number", "o.score"),
    column("version", "integer", "v.number"),
  ],
  from: `"ProductPartners" x
    JOIN "ModelVersion" v ON v.id = x."modelVersionId"
    JOIN "Product" p ON p.id = x."productId" AND p."delistedAt" IS NULL
    CROSS JOIN LATERAL unnest(x."otherIds", x.scores) WITH ORDINALITY o(id, score, place)
    JOIN "Product" q ON q.id = o.id AND q."delistedAt" IS NULL`,
  since: null,
};

export const sqlExports: Record<Exclude<ExportKind, "embeddings" | "neighbours">, SqlExport> = {
  labels,
  fixes,
  products,
  scores,
};

/** The rows with their own types, for readers of typed formats. */
export const typedSelect = ({ columns, from }: SqlExport, where: string): string =>
  `SELECT ${columns.map((one) => `${typedSql(one)} AS "${one.name}"`).join(", ")} FROM ${from} ${where}`;

function typedSql({ type, sql }: SqlColumn): string {
  if (type === "text" || type === "json") return `(${sql})::text`;
  return type === "time" ? `(${sql})::timestamptz` : `(${sql})`;
}

/** One JSON object a row. */
export const jsonSelect = (wanted: SqlExport, where: string): string =>
  `SELECT row_to_json(r) FROM (${jsonRows(wanted, where)}) r`;

/** The same rows before they are made text. */
export const jsonRows = ({ columns, from }: SqlExport, where: string): string =>
  `SELECT ${columns.map(({ sql, name, type }) => `${type === "time" ? isoTime(sql) : `(${sql})`} AS "${name}"`).join(", ")} FROM ${from} ${where}`;

/** The rows as a spreadsheet should meet them. */
export const csvSelect = ({ columns, from }: SqlExport, where: string): string =>
  `SELECT ${columns.map((one) => `${csvSql(one)} AS "${one.name}"`).join(", ")} FROM ${from} ${where}`;

function csvSql({ type, sql }: SqlColumn): string {
  if (type === "text" || type === "json") return harmless(`(${sql})::text`);
  if (type === "time") return isoTime(sql);
  return type === "boolean" ? `CASE (${sql}) WHEN true THEN 'true' WHEN false THEN 'false' END` : `(${sql})`;
}

/** A cell that begins like a formula is run by spreadsheets; an apostrophe before it makes it text. */
const harmless = (sql: string) => `CASE WHEN ${sql} ~ '^[-=+@\\t\\r]' THEN '''' || ${sql} ELSE ${sql} END`;

const isoTime = (sql: string) => `to_char((${sql}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
