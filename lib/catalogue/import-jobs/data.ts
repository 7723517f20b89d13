import { stat } from "node:fs/promises";
import { validate } from "uuid";
import type { Prisma } from "@/prisma/generated/client";
import { db } from "../../db";
import { fail, type Result } from "../../result";
import type { Allowed } from "../../users/allow";
import { CatalogueMapping } from "../schema";
import { archivePaths, countLoosePhotos, refusedOf, tableOf } from "./files";
import {
  type ImportCard,
  ImportPlan,
  ImportSettings,
  isBusy,
  JobProgress,
  type SavedMapping,
  type TableSample,
} from "./schema";
import { tableSample } from "./table-sample";

const fields = { by: { select: { name: true } }, import: true } as const satisfies Prisma.ImportJobInclude;
type Row = Prisma.ImportJobGetPayload<{ include: typeof fields }>;

/** One dropped file. */
export async function importCard(_by: Allowed<"import">, id: string): Promise<Result<ImportCard, "not-found">> {
  const row = validate(id) ? await db().importJob.findUnique({ where: { id }, include: fields }) : null;
  if (!row) return fail("not-found");
  const [photos, twinOf] = await Promise.all([countPhotos(id), earlierTwin(row)]);
  return { ok: true, value: { ...toCard(row), photos, twinOf } };
}

const listed = 30;

/** The newest dropped files. */
export async function importCards(_by: Allowed<"import">): Promise<ImportCard[]> {
  const rows = await db().importJob.findMany({ orderBy: { createdAt: "desc" }, take: listed, include: fields });
  return rows.map(toCard);
}

const watchEveryMs = 700;

/** A file's card whenever it has changed, until nothing runs any more. */
export async function* watchImport(by: Allowed<"import">, id: string, signal: AbortSignal): AsyncGenerator<ImportCard> {
  let last = "";
  while (!signal.aborted) {
    const card = await importCard(by, id);
    if (!card.ok) return;
    const text = JSON.stringify(card.value);
    if (text !== last) yield card.value;
    last = text;
    if (!isBusy(card.value.status)) return;
    await new Promise((resolve) => setTimeout(resolve, watchEveryMs));
  }
}

/** The columns of a dropped table, read as the settings say. */
export async function importSample(
  _by: Allowed<"import">,
  id: string,
  read: Pick<ImportSettings, "delimiter" | "encoding" | "sheet">,
): Promise<Result<TableSample, "not-found" | "invalid">> {
  const row = validate(id) ? await db().importJob.findUnique({ where: { id }, select: { format: true } }) : null;
  return row ? tableSample(tableOf(id, row.format), row.format, read) : fail("not-found");
}

/** Mappings that were kept, by name. */
export async function savedMappings(_by: Allowed<"import">): Promise<SavedMapping[]> {
  const rows = await db().namedMapping.findMany({ orderBy: { name: "asc" } });
  return rows.map(({ name, mapping }) => ({ name, mapping: CatalogueMapping.parse(mapping) }));
}

/** Where a file's list of refused rows lies. */
export async function refusedFile(
  _by: Allowed<"import">,
  id: string,
): Promise<Result<{ path: string; fileName: string }, "not-found">> {
  const row = validate(id) ? await db().importJob.findUnique({ where: { id }, select: { fileName: true } }) : null;
  if (!row || !(await stat(refusedOf(id)).catch(() => null))) return fail("not-found");
  return { ok: true, value: { path: refusedOf(id), fileName: `refused-${row.fileName.replace(/\.[^.]*$/, "")}.csv` } };
}

function toCard({ options, plan, progress, import: report, by, ...row }: Row): ImportCard {
  const { id, kind, fileName, format, bytes, status, doneRows, reason, createdAt, finishedAt } = row;
  return {
    ...{ id, kind, fileName, format, status, doneRows, reason },
    bytes: Number(bytes),
    settings: ImportSettings.parse(options),
    plan: ImportPlan.nullable().parse(plan),
    progress: JobProgress.nullable().parse(progress),
    outcome: report && outcomeOf(report),
    by: by?.name ?? null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    photos: { files: 0, archives: 0 },
    twinOf: null,
  };
}

function outcomeOf(report: NonNullable<Row["import"]>): ImportCard["outcome"] {
  const { rows, added, changed, unchanged, refused, delisted, delivered, contested, brokenPhotos } = report;
  return report.status === "finished"
    ? { rows, added, changed, unchanged, refused, delisted, delivered, contested, brokenPhotos }
    : null;
}

const countPhotos = async (id: string) => ({
  files: await countLoosePhotos(id),
  archives: (await archivePaths(id)).length,
});

/** When the very same bytes were brought in before. */
async function earlierTwin({ id, sha256, kind, createdAt }: Row): Promise<string | null> {
  const twin = await db().importJob.findFirst({
    where: { sha256, kind, status: "finished", id: { not: id }, createdAt: { lt: createdAt } },
    orderBy: { finishedAt: "desc" },
    select: { finishedAt: true },
  });
  return twin?.finishedAt?.toISOString() ?? null;
}
