import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bringTo } from "@/bin/backup/bring-to";
import { restoreBackup } from "@/bin/backup/restore-backup";
import { readTables } from "@/bin/backup/tables";
import { writeBackup } from "@/bin/backup/write-backup";
import { readMigrations } from "@/bin/migrations/schema-files";
import { runOnce } from "@/bin/postgres/run-once";
import { storePhoto } from "@/lib/catalogue/store-photo";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { freshDatabase, testDatabaseUrl } from "@/tests/support/database";
import {
  makeCategory,
  makeFlag,
  makeModelVersion,
  makePair,
  makePhoto,
  makeProduct,
  makeRanking,
  makeTask,
  makeUser,
} from "@/tests/support/factories";
import { scratchHome } from "@/tests/support/scratch-home";

const root = process.cwd();
const home = scratchHome();
const file = join(home.folder, "house.toile");
afterAll(home.remove);

const photo = randomBytes(2_000);
const weights = new Uint8Array(randomBytes(70_000));

/** A little of everything: flags and labels that name each other, categories under categories, bytes, odd text. */
async function makeHouse(): Promise<void> {
  const user = await makeUser("stylist", { preferences: { keys: { "pairs.fits": "j" } } });
  const root = await makeCategory({ level: 0, isTarget: false });
  const category = await makeCategory({ parentId: root.id });
  const product = await makeProduct({ categoryId: category.id, title: 'Crêpe \\N "dress"\tin\ntwo lines', season: "" });
  await makePhoto(product.id, { sha256: await storePhoto(photo) });
  const version = await makeModelVersion("compatibility", { bytes: weights });
  await db().champion.create({ data: { head: "compatibility", versionId: version.id } });
  const pair = await makePair({ productAId: product.id });
  const task = await makeTask({ pairId: pair.id });
  await makeRanking([task.id], { modelVersionId: version.id });
  const label = await db().label.create({
    data: {
      id: randomUUID(),
      head: "compatibility",
      taskId: task.id,
      subjectId: pair.id,
      pairId: pair.id,
      userId: user.id,
      occasion: 0,
      slot: 0,
      verdict: "clashes",
      elapsedMs: 900,
      slice: "ranked",
    },
  });
  await makeFlag({ productId: product.id, kind: "report", reportedByLabelId: label.id });
  await db().run.create({ data: { head: "category", status: "running", seed: 1 } });
  await db().webhook.create({ data: { name: "PIM", url: "https://pim.example", salt: "s", createdById: user.id } });
  await db().auditEntry.create({
    data: { actorKind: "job", actorName: "test", action: "product.fixed", subject: "Product", subjectId: product.id },
  });
}

/** An encoder that was tuned here, and one that is a file of the house's own. */
async function makeEncoders(): Promise<void> {
  const folder = join(env().TOILE_STORE, "encoders", "0123456789ab");
  mkdirSync(folder, { recursive: true });
  for (const name of ["house_1-tuned.onnx", "house_1-tuned.onnx.json"]) writeFileSync(join(folder, name), weights);
  const source = `dir:${join(folder, "house_1-tuned.onnx")}`;
  const base = { dimension: 6, version: "0123456789ab" };
  await db().encoder.create({ data: { ...base, name: "house-tuned", source } });
  await db().encoder.create({ data: { ...base, name: "own", source: "dir:/nowhere/own.onnx" } });
  const outcome = { source };
  await db().fineTuning.create({ data: { source: "builtin", seed: 1, status: "finished", outcome } });
  await db().fineTuning.create({ data: { source, seed: 2, status: "running" } });
}

/** Every table's rows as one hash, whatever their order. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found: Record<string, string> = {};
    for (const { name } of await readTables(client)) {
      const { rows } = await client.query<{ hash: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(x.line, E'\\n' ORDER BY x.line)), '') AS hash
         FROM (SELECT t::text AS line FROM "${name}" t) x`,
      );
      found[name] = rows[0]!.hash;
    }
    return found;
  } finally {
    await client.end();
  }
}

const shape = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
  );
  await client.end();
  return rows;
};

/** A restore into an empty database and a folder of its own. */
async function intoEmpty(from: string) {
  const [target, folder] = [await freshDatabase(), scratchHome()];
  const environment = {
    ...env(),
    DATABASE_URL: target.url,
    TOILE_HOME: folder.folder,
    TOILE_STORE: join(folder.folder, "store"),
  };
  const clean = async () => {
    await target.drop();
    folder.remove();
  };
  return { target, folder, clean, restore: () => restoreBackup(from, { root, environment, url: target.url }) };
}

beforeAll(async () => {
  await makeHouse();
  await makeEncoders();
  await writeBackup(file, { ...env(), DATABASE_URL: testDatabaseUrl() });
});

describe("a backup", () => {
  it("restored into an empty instance is the same house: row by row, with its keys, triggers and counters", async () => {
    const { target, folder, clean, restore } = await intoEmpty(file);
    const report = await restore();
    const [was, is] = [await contents(testDatabaseUrl()), await contents(target.url)];
    // A run that was under way is closed, and webhooks are off: the original still sends.
    expect({ ...is, Run: was.Run, Webhook: was.Webhook, Encoder: was.Encoder, FineTuning: was.FineTuning }).toEqual(
      was,
    );
    expect(await shape(target.url)).toEqual(await shape(testDatabaseUrl()));
    expect(report).toMatchObject({ photos: 1, isOwnKey: process.env.NEXTAUTH_SECRET !== undefined });
    expect(existsSync(join(folder.folder, "demo-users.json"))).toBe(false);
    await runOnce(target.url, `INSERT INTO "Category" (level, name) VALUES (1, 'after the restore')`);
    const client = new pg.Client({ connectionString: target.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT status, reason FROM "Run" WHERE head = 'category' AND "finishedAt" IS NOT NULL AND reason IS NOT NULL`,
    );
    const webhooks = await client.query(`SELECT "isOn" FROM "Webhook"`);
    const encoders = await client.query(
      `SELECT source FROM "Encoder" WHERE name IN ('own', 'house-tuned') ORDER BY name`,
    );
    const tunings = await client.query(`SELECT source, status, outcome FROM "FineTuning" ORDER BY seed`);
    await client.end();
    expect(webhooks.rows).toEqual([{ isOn: false }]);
    expect(rows).toEqual([{ status: "failed", reason: expect.stringContaining("restored from a backup") }]);
    // What was tuned here lies in its new place, and whatever names it names it there.
    const tuned = join(folder.folder, "store", "encoders", "0123456789ab", "house_1-tuned.onnx");
    expect(readFileSync(tuned).equals(weights)).toBe(true);
    expect(existsSync(`${tuned}.json`)).toBe(true);
    expect(encoders.rows.map(({ source }) => source)).toEqual([`dir:${tuned}`, "dir:/nowhere/own.onnx"]);
    expect(tunings.rows).toEqual([
      { source: "builtin", status: "finished", outcome: { source: `dir:${tuned}` } },
      { source: `dir:${tuned}`, status: "failed", outcome: null },
    ]);
    expect(report.absentEncoders).toEqual(["/nowhere/own.onnx"]);
    await clean();
  });

  it("is for its owner alone, and leaves nothing beside itself", () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(home.folder)).toEqual(["house.toile"]);
  });

  it("replaces nothing: an instance that holds something is refused", async () => {
    const environment = { ...env(), DATABASE_URL: testDatabaseUrl() };
    const before = await contents(testDatabaseUrl());
    await expect(restoreBackup(file, { root, environment, url: testDatabaseUrl() })).rejects.toThrow(
      "replaces nothing",
    );
    expect(await contents(testDatabaseUrl())).toEqual(before);
  });

  it.each([
    ["cut off", (copy: string) => truncateSync(copy, statSync(copy).size - 4_000)],
    ["changed in one byte", (copy: string) => flipByte(copy)],
  ])("that was %s is refused, and the instance stays empty", async (_, spoil) => {
    const copy = join(home.folder, `${randomUUID()}.toile`);
    writeFileSync(copy, readFileSync(file));
    spoil(copy);
    const { target, clean, restore } = await intoEmpty(copy);
    const before = await contents(target.url);
    await expect(restore()).rejects.toThrow("can't be used, and nothing was changed");
    expect(await contents(target.url)).toEqual(before);
    expect(await shape(target.url)).toEqual(await shape(testDatabaseUrl()));
    await clean();
  });

  it("that is none is refused, as is one that is not there", async () => {
    const other = join(home.folder, "holiday.txt");
    writeFileSync(other, "a picture of the sea");
    for (const [path, sentence] of [
      [other, "no backup of Toile"],
      [join(home.folder, "nowhere"), "no such file"],
    ] as const) {
      const { clean, restore } = await intoEmpty(path);
      await expect(restore()).rejects.toThrow(sentence);
      await clean();
    }
  });

  it("of an older Toile goes through the same migrations as if it had stayed in place", async () => {
    const older = await freshDatabase();
    const { migrationDirectories } = await readMigrations(root);
    const then = migrationDirectories.map(({ path }) => path).slice(0, -1);
    await bringTo(root, older.url, then);
    await runOnce(
      older.url,
      `INSERT INTO "User" (email, name, role, "passwordHash") VALUES ('ana@house.test', 'Ana', 'stylist', 'none')`,
    );
    const copy = join(home.folder, "older.toile");
    await writeBackup(copy, { ...env(), DATABASE_URL: older.url });
    const { target, clean, restore } = await intoEmpty(copy);
    await restore();
    expect(await shape(target.url)).toEqual(await shape(testDatabaseUrl()));
    expect((await contents(target.url)).User).toMatch(/^1 /);
    await older.drop();
    await clean();
  });

  it("of a newer Toile is refused", async () => {
    const newer = await freshDatabase();
    await runOnce(
      newer.url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101_later', now())`,
    );
    const copy = join(home.folder, "newer.toile");
    await writeBackup(copy, { ...env(), DATABASE_URL: newer.url });
    const { clean, restore } = await intoEmpty(copy);
    await expect(restore()).rejects.toThrow("newer Toile");
    await newer.drop();
    await clean();
  });
});

/** In the middle of the largest entry, which is the weights' table. */
function flipByte(path: string): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf("tables/ModelWeights.gz") + 512 + 30_000;
  bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(path, bytes);
  expect(createHash("sha256").update(bytes).digest("hex")).not.toBe(
    createHash("sha256").update(readFileSync(file)).digest("hex"),
  );
}
