import Cursor from "pg-cursor";
import { z } from "zod";
import { db } from "../db";
import { csvOf } from "../exports/lines";
import type { ExportColumn } from "../exports/schema";
import { openSession } from "../exports/session";
import { houseTimeZone } from "../training/retrain/data";
import type { Allowed } from "../users/allow";
import type { TrailFilters, TrailPage, TrailRequest } from "./schema";
import { trailPageSize } from "./schema";
import { trailRows, trailSelect } from "./sql";

/** Who changed what, the newest first. */
export async function trailPage(_by: Allowed<"oversee">, request: TrailRequest): Promise<TrailPage> {
  const timeZone = await houseTimeZone();
  const rows = await trailRows(request, timeZone);
  const page = rows.slice(0, trailPageSize);
  const named = await namesOf(page);
  const last = page.at(-1);
  return {
    entries: page.map(({ at, exactAt: _, actorKind, actorId, actorName, ...row }) => ({
      ...row,
      before: named(row.before),
      after: named(row.after),
      at: at.toISOString(),
      who: { kind: actorKind, id: actorId, name: actorName },
    })),
    timeZone,
    next: last && rows.length > trailPageSize ? `${last.exactAt}_${last.id}` : null,
  };
}

const Ids = z.looseObject({
  memberIds: z.array(z.string()).default([]),
  categoryIds: z.array(z.number()).default([]),
});

/** The trail keeps people and categories by id, so that a name which goes is gone from it too; readers get names. Answers
 *  what puts them into a row's before or after. */
async function namesOf(rows: readonly { before: unknown; after: unknown }[]): Promise<(side: unknown) => unknown> {
  const sides = rows.flatMap(({ before, after }) => [before, after]).flatMap((side) => Ids.safeParse(side).data ?? []);
  const [users, categories] = await Promise.all([
    db().user.findMany({ where: { id: { in: sides.flatMap((side) => side.memberIds) } } }),
    db().category.findMany({ where: { id: { in: sides.flatMap((side) => side.categoryIds) } } }),
  ]);
  const people = new Map(users.map(({ id, name }) => [id, name]));
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  return (side) => {
    if (!isWithIds(side)) return side;
    const { memberIds, categoryIds, ...rest } = Ids.parse(side);
    return {
      ...rest,
      ...("memberIds" in side ? { members: memberIds.map((id) => people.get(id) ?? id) } : {}),
      ...("categoryIds" in side ? { categories: categoryIds.map((id) => names.get(id) ?? String(id)) } : {}),
    };
  };
}

const isWithIds = (side: unknown): side is object =>
  typeof side === "object" &&
  side !== null &&
  ("memberIds" in side || "categoryIds" in side) &&
  Ids.safeParse(side).success;

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
    const { text: sql, values } = trailSelect(filters, await houseTimeZone());
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
