import { z } from "zod";
import type { Import } from "@/prisma/generated/client";
import { db } from "../db";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { type ImportRecord, RowRefusal } from "./schema";

const shown = 100;

/** What was imported, newest first. */
export async function importRecords(_by: Allowed<"import">): Promise<ImportRecord[]> {
  const rows = await db().import.findMany({ orderBy: [{ startedAt: "desc" }, { id: "desc" }], take: shown });
  return rows.map(toRecord);
}

/** One import with the first 10,000 things that it refused. */
export async function importRecord(
  _by: Allowed<"import">,
  importId: string,
): Promise<Result<ImportRecord & { refusals: RowRefusal[] }, "not-found">> {
  const row = await db().import.findUnique({ where: { id: importId } });
  if (!row) return fail("not-found");
  return ok({ ...toRecord(row), refusals: z.array(RowRefusal).parse(row.refusals) });
}

const toRecord = (row: Import): ImportRecord => ({
  importId: row.id,
  kind: row.kind,
  fileName: row.fileName,
  status: row.status,
  rows: row.rows,
  added: row.added,
  changed: row.changed,
  unchanged: row.unchanged,
  refused: row.refused,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
