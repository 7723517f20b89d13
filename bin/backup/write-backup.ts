import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Pack, pack } from "tar-stream";
import type { Environment } from "@/lib/env";
import { entryNames, type Kept, type Manifest } from "./manifest";
import { encoderFile, ownEncoderFiles } from "./own-encoders";
import { copyTarget, readApplied, readTables } from "./tables";

export type BackupReport = {
  file: string;
  bytes: number;
  tables: number;
  rows: number;
  photos: number;
  encoders: number;
};

/** Writes the whole instance to a file: the database as of one moment, while people go on working; the photos; the encoders
 *  that were tuned here; the key.
 *  The file is for its owner alone (0600), and there whole or not at all. Memory holds a part of it at a time; beside the
 *  file there is room needed for the packed tables. */
export async function writeBackup(file: string, environment: Environment): Promise<BackupReport> {
  const folder = await mkdtemp(join(dirname(file), ".toile-backup-"));
  const part = join(folder, "backup");
  try {
    const { tables, migrations } = await packTables(environment, folder);
    const photos = await findPhotos(environment.TOILE_STORE);
    const encoders = await ownEncoderFiles(environment.TOILE_STORE);
    const manifest: Manifest = {
      format: "toile-backup",
      version: 1,
      madeAt: new Date().toISOString(),
      migrations,
      tables,
      photos: photos.length,
      encoders,
    };
    const tar = pack();
    const written = pipeline(tar, createWriteStream(part, { mode: 0o600 }));
    // Awaited below; a full disk is met there, whichever side sees it first.
    written.catch((error: Error) => tar.destroy(error));
    await addText(tar, entryNames.manifest, manifest);
    await addText(tar, entryNames.kept, keptOf(environment));
    for (const { sha256, path } of photos) await addFile(tar, entryNames.photo(sha256), path);
    for (const { path: one } of encoders)
      await addFile(tar, entryNames.encoder(one), encoderFile(environment.TOILE_STORE, one));
    for (const { name } of tables) await addFile(tar, entryNames.table(name), join(folder, name));
    tar.finalize();
    await written;
    await rename(part, file);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      ...{ file, bytes: (await stat(file)).size, tables: tables.length, rows, photos: photos.length },
      encoders: encoders.filter(({ path }) => path.endsWith(".onnx")).length,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each table as packed text in a file of `folder`: a tar tells an entry's size before its bytes. */
async function packTables({ DATABASE_URL }: Environment, folder: string) {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  client.on("error", () => undefined);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const tables: Manifest["tables"] = [];
    for (const table of await readTables(client)) {
      const rows = client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`));
      const hash = createHash("sha256");
      const hashed = new Transform({
        transform(chunk, _, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      // Level 1: a quarter of the time of the default for a tenth more bytes.
      await pipeline(rows, createGzip({ level: 1 }), hashed, createWriteStream(join(folder, table.name)));
      tables.push({ ...table, rows: rows.rowCount ?? 0, sha256: hash.digest("hex") });
    }
    return { tables, migrations: await readApplied(client) };
  } finally {
    await client.end();
  }
}

/** Originals alone: the sizes that screens show are made of them again. */
async function findPhotos(store: string): Promise<{ sha256: string; path: string }[]> {
  const isThere = (await stat(store).catch(() => null))?.isDirectory();
  if (!isThere) return [];
  const folders = (await readdir(store)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort();
  const found = [];
  for (const folder of folders)
    for (const name of (await readdir(join(store, folder))).sort())
      if (/^[0-9a-f]{64}$/.test(name)) found.push({ sha256: name, path: join(store, folder, name) });
  return found;
}

function keptOf({ TOILE_HOME, NEXTAUTH_SECRET }: Environment): Kept {
  const demo = join(TOILE_HOME, "demo-users.json");
  return { authSecret: NEXTAUTH_SECRET ?? null, demoUsers: existsSync(demo) ? readFileSync(demo, "utf8") : null };
}

const addText = (tar: Pack, name: string, value: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    tar.entry({ name, mode: 0o600 }, `${JSON.stringify(value, null, 2)}\n`, (error) =>
      error ? reject(error) : resolve(),
    );
  });

async function addFile(tar: Pack, name: string, path: string): Promise<void> {
  const { size } = await stat(path);
  await pipeline(createReadStream(path), tar.entry({ name, size, mode: 0o600 }));
}
