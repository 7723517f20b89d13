import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { isThere } from "./restore-tables";

/** path: VERSION/FILE under the store's folder of encoders. */
export type EncoderFile = { path: string; sha256: string };

const folderOf = (store: string) => join(store, "encoders");
export const encoderFile = (store: string, path: string): string => join(folderOf(store), path);

/** The files of encoders that Toile tuned itself: weights, preprocessing, card. */
export async function ownEncoderFiles(store: string): Promise<EncoderFile[]> {
  const found: EncoderFile[] = [];
  for (const version of await namesIn(folderOf(store))) {
    for (const name of await namesIn(join(folderOf(store), version))) {
      if (name.endsWith(".tmp")) continue;
      const path = `${version}/${name}`;
      found.push({ path, sha256: await sha256Of(encoderFile(store, path)) });
    }
  }
  return found;
}

const namesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith(".")).sort();

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Whatever names a tuned encoder names it where it lies in this instance. */
export async function pointAtOwnEncoders(client: ClientBase, store: string, files: EncoderFile[]): Promise<void> {
  const hasChanges = await isThere(client, "EncoderChange");
  const hasTunings = await isThere(client, "FineTuning");
  for (const { path } of files.filter((file) => file.path.endsWith(".onnx"))) {
    const source = `dir:${encoderFile(store, path)}`;
    const isThis = `%/encoders/${path.replace(/[\\%_]/g, "\\$&")}`;
    for (const table of ["Encoder", ...(hasChanges ? ["EncoderChange"] : [])])
      await client.query(`UPDATE "${table}" SET source = $1 WHERE source LIKE $2`, [source, isThis]);
    if (!hasTunings) continue;
    await client.query(`UPDATE "FineTuning" SET source = $1 WHERE source LIKE $2`, [source, isThis]);
    await client.query(
      `UPDATE "FineTuning" SET outcome = jsonb_set(outcome, '{source}', to_jsonb($1::text)) WHERE outcome ->> 'source' LIKE $2`,
      [source, isThis],
    );
  }
}

/** Encoders that are files on a server and do not lie on this one: nothing new can be embedded with them. */
export async function absentEncoders(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ path: string }>(
    `SELECT DISTINCT substr(source, 5) AS path FROM "Encoder" WHERE source LIKE 'dir:%' ORDER BY 1`,
  );
  return rows.map(({ path }) => path).filter((path) => !existsSync(path));
}
