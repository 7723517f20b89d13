import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { recordAudit } from "../../audit/record";
import { db, inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, actorOf } from "../../users/allow";
import { can } from "../../users/rules";
import { openSession } from "../session";
import { recordSections } from "./sql";

type By = Allowed<"judge-pairs"> | Allowed<"administer">;

/** All that the workspace holds of one person, as one JSON document, part by part: the account (never its password), its
 *  groups, every answer, and what they did and what was done to the account. One's own is everyone's to take; another's an
 *  admin's, with an audit row. "not-allowed", "not-found". */
export async function personRecord(
  by: By,
  userId: string,
): Promise<Result<AsyncGenerator<Uint8Array>, "not-allowed" | "not-found">> {
  if (userId !== by.userId && !can(by.role, "administer")) return fail("not-allowed");
  if (!(await db().user.count({ where: { id: userId } }))) return fail("not-found");
  if (userId !== by.userId)
    await inTx((tx) =>
      recordAudit(tx, { actor: actorOf(by), action: "user.record-taken", subject: "User", subjectId: userId }),
    );
  return ok(written(userId));
}

const text = new TextEncoder();

async function* written(userId: string): AsyncGenerator<Uint8Array> {
  const client = await openSession();
  try {
    let opening = "{";
    for (const [name, select] of recordSections(userId)) {
      yield text.encode(`${opening}\n${JSON.stringify(name)}: [`);
      yield* rowsOf(client, select);
      yield text.encode("]");
      opening = ",";
    }
    yield text.encode("\n}\n");
  } finally {
    await client.end();
  }
}

/** Postgres writes each row as one line of JSON; the commas between them come before all but the first. */
async function* rowsOf(client: ClientBase, select: string): AsyncGenerator<Uint8Array> {
  const lines = `SELECT CASE WHEN row_number() OVER () > 1 THEN ',' ELSE '' END || row_to_json(r) FROM (${select}) r`;
  // As in the exports: JSON has no raw control characters, so nothing in it is ever quoted.
  const options = String.raw`FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'`;
  yield* client.query(copyTo(`COPY (${lines}) TO STDOUT WITH (${options})`)) as AsyncIterable<Uint8Array>;
}
