import { stat } from "node:fs/promises";
import { validate } from "uuid";
import { z } from "zod";
import type { Prisma } from "@/prisma/generated/client";
import { db } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Allowed } from "../../users/allow";
import { formatOf } from "../import/open-table";
import { CatalogueMapping, RowRefusal } from "../schema";
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
const reporter = { by: { select: { name: true } } } as const satisfies Prisma.ImportInclude;
type Report = Prisma.ImportGetPayload<{ include: typeof reporter }>;

/** One import: a file that was sent, or one that the command line read. */
export async function importCard(_by: Allowed<"import">, id: string): Promise<Result<ImportCard, "not-found">> {
  if (!validate(id)) return fail("not-found");
  const row = await db().importJob.findUnique({ where: { id }, include: fields });
  if (!row) {
    const report = await db().import.findUnique({ where: { id, job: null }, include: reporter });
    return report ? ok(reportCard(report)) : fail("not-found");
  }
  const [photos, twinOf] = await Promise.all([countPhotos(id), earlierTwin(row)]);
  return ok({ ...toCard(row), photos, twinOf });
}

/** What an import refused, the first 10,000; of a dry run, those that it shows. */
export async function importRefusals(_by: Allowed<"import">, id: string): Promise<RowRefusal[]> {
  const report = await db().import.findFirst({ where: { OR: [{ id }, { job: { id } }] }, select: { refusals: true } });
  if (report) return z.array(RowRefusal).parse(report.refusals);
  const job = await db().importJob.findUnique({ where: { id }, select: { plan: true } });
  return ImportPlan.nullable().parse(job?.plan ?? null)?.samples.refused ?? [];
}

const listed = 100;

/** The newest imports, however they came. */
export async function importCards(_by: Allowed<"import">): Promise<ImportCard[]> {
  const [sent, read] = await Promise.all([
    db().importJob.findMany({ orderBy: { createdAt: "desc" }, take: listed, include: fields }),
    db().import.findMany({ where: { job: null }, orderBy: { startedAt: "desc" }, take: listed, include: reporter }),
  ]);
  return [...sent.map(toCard), ...read.map(reportCard)]
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .slice(0, listed);
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
    way: "sent",
    isBegun: report !== null,
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

/** Of an import that the command line made: it has no file to go on with. */
function reportCard({ by, ...report }: Report): ImportCard {
  const { id, kind, fileName, rows, startedAt, finishedAt, mapping, source } = report;
  return {
    ...{ id, kind, fileName, doneRows: rows },
    way: "commandLine",
    isBegun: true,
    format: formatOf(fileName),
    bytes: null,
    settings: ImportSettings.parse({ ...(mapping ? { mapping } : {}), ...(source ? { source } : {}) }),
    status: report.status === "running" ? "applying" : report.status,
    plan: null,
    progress: null,
    outcome: outcomeOf(report),
    reason: null,
    by: by?.name ?? null,
    createdAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    photos: { files: 0, archives: 0 },
    twinOf: null,
  };
}

function outcomeOf(report: Omit<Report, "by">): ImportCard["outcome"] {
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
