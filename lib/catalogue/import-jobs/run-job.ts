import { db } from "../../db";
import type { Result } from "../../result";
import { asSystem } from "../../users/allow";
import type { BatchCounts } from "../import/import-report";
import type { ImportOptions } from "../import/run-import";
import { importBehaviourPairs } from "../import-behaviour-pairs";
import { importCatalogue } from "../import-catalogue";
import { importJudgedPairs } from "../import-judged-pairs";
import { importOutfits } from "../import-outfits";
import { importStock } from "../import-stock";
import type { ImportReport, TableFormat } from "../schema";
import { isDiskFull } from "./disk";
import { refusedOf, removeFiles, tableOf } from "./files";
import { type DroppedPhotos, openDropped } from "./photo-sources";
import { planCatalogue } from "./plan-catalogue";
import { openRefused } from "./refused-file";
import { type ImportKind, ImportPlan, ImportSettings, shownRefusals } from "./schema";
import { type ClaimedJob, claimJob, type Doing, endJob, noteDone, releaseJob } from "./sql";
import { tableSample } from "./table-sample";
import { type JobWatch, watchJob } from "./watch-job";

const by = asSystem("job", "import");

/** Works on a dropped file: its dry run, or bringing it in. Does nothing when another worker is at it. A worker that stops
 *  gives it back, so that the next goes on; one that fails leaves what is written, and the reason. */
export async function runJob(id: string, doing: Doing, stopping: AbortSignal): Promise<void> {
  const job = await claimJob(id, doing);
  if (!job) return;
  const watch = watchJob(job, stopping);
  try {
    const ending = await (doing === "checking" ? check(job, watch) : apply(job, watch));
    await watch.end();
    await endJob(job, ending);
    if (ending.status === "finished") await removeFiles(id, { keepsRefused: true });
  } catch (error) {
    await watch.end();
    const why = watch.why();
    if (why === "lost") return;
    if (why === "stopping") return releaseJob(job);
    if (why === null) console.error(`import ${id}:`, error);
    await endJob(job, why ? { status: "cancelled" } : { status: "failed", reason: reasonOf(error, doing) });
  }
}

const diskFull = {
  checking: "The server's disk is full. Nothing was brought in; have some space freed, then look again.",
  applying: "The server's disk is full. What is written stays; have some space freed, then go on.",
} as const satisfies Record<Doing, string>;

/** Why a job failed, in a sentence that says what was kept. */
export const reasonOf = (error: unknown, doing: Doing = "applying"): string =>
  isDiskFull(error)
    ? diskFull[doing]
    : "It was interrupted. What is written stays; go on with it, and ask your administrator for the worker's log if it stops again.";

type Ending = Parameters<typeof endJob>[1];
type Row = {
  id: string;
  kind: ImportKind;
  format: TableFormat;
  settings: ImportSettings;
  plan: ImportPlan | null;
  importId: string | null;
  doneRows: number;
  doneCounts: unknown;
};

async function load(id: string): Promise<Row> {
  const row = await db().importJob.findUniqueOrThrow({ where: { id } });
  return { ...row, settings: ImportSettings.parse(row.options), plan: ImportPlan.nullable().parse(row.plan) };
}

async function check(job: ClaimedJob, watch: JobWatch): Promise<Ending> {
  const row = await load(job.id);
  const plan = await withRefused(row, watch, async (options, dropped) => {
    const { mapping, source, isWhole, sheet } = row.settings;
    const file = tableOf(row.id, row.format);
    if (row.kind === "catalogue")
      return planCatalogue({ file, format: row.format, sheet, mapping: mapping!, source, isWhole, dropped }, options);
    const report = await verbOf(row, dropped, { ...options, isDry: true });
    return report.ok ? { ok: true as const, value: planOf(report.value) } : report;
  });
  if (!plan.ok) return { status: "failed", reason: plan.detail };
  return { status: "checked", plan: plan.value };
}

async function apply(job: ClaimedJob, watch: JobWatch): Promise<Ending> {
  const row = await load(job.id);
  if (row.importId === null) throw new Error("an import is applied without its row");
  const underWay = {
    importId: row.importId,
    doneRows: row.doneRows,
    // Written by noteDone() below, as BatchCounts.
    doneCounts: row.doneCounts as BatchCounts | null,
    note: (tx: Parameters<typeof noteDone>[0], doneRows: number, counts: BatchCounts) =>
      noteDone(tx, job, doneRows, counts),
  };
  const report = await withRefused(row, watch, (options, dropped) => verbOf(row, dropped, { ...options, underWay }));
  if (!report.ok) return { status: "failed", reason: report.detail };
  return { status: "finished", reason: report.value.notes.join(" ") || undefined };
}

type Work<T> = (options: ImportOptions, dropped: DroppedPhotos) => Promise<T>;

/** Runs with the dropped photos and the list of refused rows open. */
async function withRefused<T>(row: Row, watch: JobWatch, work: Work<T>): Promise<T> {
  const dropped = await openDropped(row.id, watch.signal);
  const refused = await openRefused(refusedOf(row.id), await columnNames(row));
  const total = row.plan?.rows ?? 0;
  const onProgress = ({ rows, share }: { rows: number; share: number }) =>
    watch.report({ rows, share: total > 0 ? Math.min(1, rows / total) : share > 0 ? share : null });
  try {
    return await work({ signal: watch.signal, onProgress, onRefusal: refused.take }, dropped);
  } finally {
    dropped.close();
    await refused.close();
  }
}

async function columnNames({ id, kind, format, settings }: Row): Promise<string[]> {
  // The JSON forms of sets and judgements are no tables; their rows are what was made of them.
  if (format.startsWith("json") && kind !== "catalogue") return [];
  const { delimiter, encoding } = { ...settings, ...settings.mapping };
  const sample = await tableSample(tableOf(id, format), format, { delimiter, encoding, sheet: settings.sheet });
  return sample.ok ? sample.value.columns.map(({ name }) => name) : [];
}

function verbOf(
  row: Row,
  photos: DroppedPhotos,
  options: ImportOptions,
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  const {
    mapping,
    source = "",
    isWhole,
    sheet,
    delimiter,
    encoding,
    outfitKind,
    behaviourKind,
    columns,
  } = row.settings;
  const table = { file: tableOf(row.id, row.format), format: row.format, sheet, delimiter, encoding };
  switch (row.kind) {
    case "catalogue": {
      const mayDelist = row.plan?.delisted;
      const { file, format } = table;
      return importCatalogue(
        by,
        { file, format, sheet, mapping: mapping!, photos, source: source || undefined, isWhole, mayDelist },
        options,
      );
    }
    case "outfits":
      return importOutfits(
        by,
        { ...table, source, kind: outfitKind, outfitColumn: columns?.outfit, productColumn: columns?.product },
        options,
      );
    case "stock":
      return importStock(by, { ...table, productColumn: columns?.product, stockColumn: columns?.stock }, options);
    case "judgedPairs":
      return importJudgedPairs(
        by,
        { ...table, source, aColumn: columns?.a, bColumn: columns?.b, verdictColumn: columns?.verdict },
        options,
      );
    case "behaviourPairs":
      return importBehaviourPairs(by, { ...table, source, kind: behaviourKind }, options);
  }
}

function planOf({ rows, added, changed, unchanged, refused, refusals, notes }: ImportReport): ImportPlan {
  const samples = { added: [], changed: [], delisted: [], refused: refusals.slice(0, shownRefusals) };
  const none = { delisted: 0, missingPhotos: 0, addresses: 0, fields: [] };
  return { rows, added, changed, unchanged, refused, notes, samples, ...none };
}
