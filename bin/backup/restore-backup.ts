import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type Entry, extract } from "tar-stream";
import { storePhoto, writeWhole } from "@/lib/catalogue/store-photo";
import type { Environment } from "@/lib/env";
import { Refusal } from "../instance/refusal";
import { loadSecrets, saveSecrets } from "../instance/secrets";
import { bringTo } from "./bring-to";
import { entryNames, Kept, Manifest } from "./manifest";
import { absentEncoders, encoderFile, pointAtOwnEncoders } from "./own-encoders";
import { closeOpenRuns, freeTables, refuseUnlessEmpty, switchWebhooksOff, tieTables } from "./restore-tables";
import { copyTarget } from "./tables";

/** absentEncoders: files of encoders that the backup does not hold and that do not lie here. */
export type RestoreReport = {
  madeAt: string;
  tables: number;
  rows: number;
  photos: number;
  isOwnKey: boolean;
  absentEncoders: string[];
};

type Restoring = { root: string; environment: Environment; url: string };

/** Brings a backup into an empty instance: database, photos, key. Nothing of the database is there before all of it is: a
 *  file that is cut off, or changed, leaves the instance as empty as it was. Throws a Refusal with a sentence. */
export async function restoreBackup(file: string, restoring: Restoring): Promise<RestoreReport> {
  const entries = openEntries(file);
  const manifest = await readManifest(entries);
  await refuseUnlessEmpty(restoring.url);
  const finish = await bringTo(restoring.root, restoring.url, manifest.migrations);
  const client = new pg.Client({ connectionString: restoring.url });
  await client.connect();
  client.on("error", () => undefined);
  let kept: Kept = { authSecret: null, demoUsers: null };
  const report = { madeAt: manifest.madeAt, tables: 0, rows: 0, photos: 0, absentEncoders: [] as string[] };
  const store = restoring.environment.TOILE_STORE;
  let encoders = 0;
  try {
    await client.query("BEGIN");
    const ties = await freeTables(client);
    for await (const entry of entries) {
      const { name } = entry.header;
      const table = manifest.tables.find((one) => entryNames.table(one.name) === name);
      if (table) {
        report.rows += await fillTable(client, entry, table);
        report.tables += 1;
      } else if (name === entryNames.kept) kept = Kept.parse(JSON.parse((await buffer(entry)).toString("utf8")));
      else if (name.startsWith(entryNames.photo(""))) {
        await keepPhoto(entry, name);
        report.photos += 1;
      } else if (await keepEncoder(entry, manifest, store)) encoders += 1;
      else throw damaged(`It holds "${name}", which no backup has.`);
    }
    if (
      report.tables !== manifest.tables.length ||
      report.photos !== manifest.photos ||
      encoders !== manifest.encoders.length
    )
      throw damaged("It is cut off: not all that its first page names is there.");
    await closeOpenRuns(client);
    await switchWebhooksOff(client);
    await pointAtOwnEncoders(client, store, manifest.encoders);
    report.absentEncoders = await absentEncoders(client);
    await tieTables(client, ties);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error instanceof Refusal ? error : asRefusal(error);
  } finally {
    await client.end();
  }
  await finish();
  return { ...report, isOwnKey: await keepSecrets(kept, restoring.environment) };
}

const damaged = (why: string) => new Refusal(`This backup can't be used, and nothing was changed. ${why}`);

/** What tar, gzip and Postgres say of bytes that are not what they were. Anything else is a bug and passes. */
function asRefusal(error: unknown): unknown {
  const { code, message = "" } = error as { code?: string; message?: string };
  if (code === "ENOSPC") return new Refusal("The disk is full; make room and restore again. Nothing was changed.");
  const isBroken =
    /^Z_/.test(code ?? "") || /Unexpected end of data|Invalid tar header|unexpected end of file/i.test(message);
  return isBroken ? damaged("It is cut off or was changed.") : error;
}

/** The entries in their order. One iterator for all readers: a second one would lose what the first has in hand. */
function openEntries(file: string): AsyncIterableIterator<Entry> {
  const tar = extract();
  const source = createReadStream(file);
  source.on("error", (error) => tar.destroy(error));
  source.pipe(tar);
  const iterator = tar[Symbol.asyncIterator]() as AsyncIterableIterator<Entry>;
  return {
    next: () => iterator.next(),
    return: iterator.return?.bind(iterator),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function readManifest(entries: AsyncIterableIterator<Entry>): Promise<Manifest> {
  const first = await entries.next().catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new Refusal("There is no such file.") : damaged("It is no backup of Toile.");
  });
  if (first.done || first.value.header.name !== entryNames.manifest) throw damaged("It is no backup of Toile.");
  const parsed = Manifest.safeParse(JSON.parse((await buffer(first.value)).toString("utf8")));
  if (!parsed.success) throw damaged("It was made by another version of Toile.");
  return parsed.data;
}

async function fillTable(client: pg.Client, entry: Entry, table: Manifest["tables"][number]): Promise<number> {
  const hash = createHash("sha256");
  const hashed = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const into = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`));
  await pipeline(entry, hashed, createGunzip(), into);
  if (hash.digest("hex") !== table.sha256) throw damaged(`The table ${table.name} is not what was saved.`);
  if (into.rowCount !== table.rows)
    throw damaged(`The table ${table.name} has ${into.rowCount} rows of ${table.rows}.`);
  return table.rows;
}

async function keepPhoto(entry: Entry, name: string): Promise<void> {
  const bytes = await buffer(entry);
  const sha256 = name.slice(entryNames.photo("").length);
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw damaged("One of its photos was changed.");
  await storePhoto(bytes, sha256);
}

/** False for an entry that is no encoder of the manifest. */
async function keepEncoder(entry: Entry, { encoders }: Manifest, store: string): Promise<boolean> {
  const known = encoders.find(({ path }) => entryNames.encoder(path) === entry.header.name);
  if (!known) return false;
  const bytes = await buffer(entry);
  if (createHash("sha256").update(bytes).digest("hex") !== known.sha256)
    throw damaged("One of its encoders was changed.");
  await writeWhole(encoderFile(store, known.path), bytes);
  return true;
}

/** The key goes where it was read from; one that stands in the environment is the house's own to keep. */
async function keepSecrets({ authSecret, demoUsers }: Kept, environment: Environment): Promise<boolean> {
  const { TOILE_HOME } = environment;
  if (demoUsers) {
    const demo = join(TOILE_HOME, "demo-users.json");
    await writeFile(demo, demoUsers, { mode: 0o600 });
    await chmod(demo, 0o600);
  }
  if (!authSecret) return false;
  if (process.env.NEXTAUTH_SECRET) return process.env.NEXTAUTH_SECRET === authSecret;
  saveSecrets(TOILE_HOME, { ...loadSecrets(TOILE_HOME), authSecret });
  return true;
}
