import { randomUUID } from "node:crypto";
import { inTx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { userIdOf } from "../../users/allow";
import { detectTable } from "../import/detect-table";
import { formatOf } from "../import/open-table";
import type { Importer } from "../import/run-import";
import { isDiskFull } from "./disk";
import { type Received, receive, removeFiles, TooLarge, tableOf } from "./files";
import { withDetected } from "./rules";
import type { ImportKind, ImportSettings } from "./schema";

/** body: the file's bytes. settings: what is known of it already. */
export type NewTable = {
  kind: ImportKind;
  fileName: string;
  body: ReadableStream<Uint8Array> | null;
  settings?: Partial<ImportSettings>;
};

const largestTable = 4 * 1024 ** 3;
const longestFileName = 200;

/** Takes a dropped table in, as a draft that changes nothing yet; a CSV's delimiter and encoding are detected. Answers the
 *  draft's id. "too-large": above 4 GB; "disk-full": nothing of it is kept. */
export async function receiveTable(
  by: Importer,
  { kind, fileName, body, settings: given = {} }: NewTable,
): Promise<Result<{ id: string }, "invalid" | "too-large" | "disk-full">> {
  const name = (fileName.split(/[/\\]/).at(-1) ?? "").slice(0, longestFileName);
  if (name === "" || !body) return fail("invalid", "Drop a file that has a name and is not empty.");
  const format = formatOf(name);
  const id = randomUUID();
  let received: Received;
  try {
    received = await receive(body, tableOf(id, format), largestTable);
    if (received.bytes === 0) return await refused(id, fail("invalid", "The file is empty."));
    const settings = withDetected(given, format === "csv" ? await detectTable(tableOf(id, format)) : {});
    await inTx((tx) =>
      tx.importJob.create({
        data: { id, kind, fileName: name, format, byId: userIdOf(by), options: settings, ...received },
      }),
    );
  } catch (error) {
    await removeFiles(id, { keepsRefused: false });
    if (error instanceof TooLarge) return fail("too-large", "A table may have up to 4 GB.");
    if (isDiskFull(error)) return fail("disk-full");
    throw error;
  }
  return ok({ id });
}

async function refused<F>(id: string, failure: F): Promise<F> {
  await removeFiles(id, { keepsRefused: false });
  return failure;
}
