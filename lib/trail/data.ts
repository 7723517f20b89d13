import Cursor from "pg-cursor";
import { db } from "../db";
import { csvOf } from "../exports/lines";
import type { ExportColumn } from "../exports/schema";
import { openSession } from "../exports/session";
import type { Allowed } from "../users/allow";
import type { TrailFilters, TrailPage, TrailRequest } from "./schema";
import { trailPageSize } from "./schema";
import { trailRows, trailSelect } from "./sql";

/** Who changed what, the newest first. */
export async function trailPage(_by: Allowed<"oversee">, request: TrailRequest): Promise<TrailPage> {
  const rows = await trailRows(request);
  const page = rows.slice(0, trailPageSize);
  const last = page.at(-1);
  return {
    entries: page.map(({ at, exactAt: _, actorKind, actorId, actorName, ...row }) => ({
      ...row,
      at: at.toISOString(),
      who: { kind: actorKind, id: actorId, name: actorName },
    })),
    next: last && rows.length > trailPageSize ? `${last.exactAt}_${last.id}` : null,
  };
}

/** Everyone who has changed something, by name: what the list can be filtered by. */
export async function trailActors(_by: Allowed<"oversee">): Promise<{ id: string; name: string }[]> {
  return db().user.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } });
}

const text = (name: string): ExportColumn => ({ name, type: "text" });
const columns: ExportColumn[] = [
  { name: "at", type: "time" },
  ...["actor_kind", "actor_id", "actor", "action", "subject", "subject_id", "before", "after"].map(text),
];
const rowsPerBatch = 5_000;

/** The filtered trail as CSV, the oldest first, part by part; people by name, since it says who is answerable. */
export async function* trailCsv(_by: Allowed<"oversee">, filters: TrailFilters): AsyncGenerator<Uint8Array> {
  const client = await openSession();
  try {
    const { text: sql, values } = trailSelect(filters);
    yield* csvOf(columns, batches(client.query(new Cursor<unknown[]>(sql, values, { rowMode: "array" }))));
  } finally {
    await client.end();
  }
}

async function* batches(cursor: Cursor<unknown[]>): AsyncGenerator<unknown[][]> {
  for (;;) {
    const rows = await cursor.read(rowsPerBatch);
    if (rows.length === 0) return;
    yield rows.map(([at, ...rest]) => [at instanceof Date ? at.toISOString() : at, ...rest]);
  }
}
