import { readFileSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyImport } from "@/lib/catalogue/import-jobs/apply-import";
import { cancelImport } from "@/lib/catalogue/import-jobs/cancel-import";
import { checkImport } from "@/lib/catalogue/import-jobs/check-import";
import { importCard, importCards, importRefusals, importSample, refusedFile } from "@/lib/catalogue/import-jobs/data";
import { refusedOf } from "@/lib/catalogue/import-jobs/files";
import { importReading } from "@/lib/catalogue/import-jobs/reading";
import { receivePhotos } from "@/lib/catalogue/import-jobs/receive-photos";
import { receiveTable } from "@/lib/catalogue/import-jobs/receive-table";
import { reasonOf, runJob } from "@/lib/catalogue/import-jobs/run-job";
import { saveMapping } from "@/lib/catalogue/import-jobs/save-mapping";
import type { ImportKind } from "@/lib/catalogue/import-jobs/schema";
import { importStock } from "@/lib/catalogue/import-stock";
import { db } from "@/lib/db";
import { type Allowed, allow, asSystem } from "@/lib/users/allow";
import { closePlace, csv, id, mapping, nextTest, openPlace, product } from "@/tests/support/catalogue-file";
import { makeAllowed, makeUser } from "@/tests/support/factories";
import { zipOf } from "@/tests/support/zip-file";

let by: Allowed<"import">;
beforeAll(async () => {
  await openPlace();
  by = await makeAllowed("manager", "import");
});
beforeEach(nextTest);
afterAll(closePlace);

const never = new AbortController().signal;
const bodyOf = (content: string | Buffer) => new Blob([new Uint8Array(Buffer.from(content))]).stream();
async function drop(
  content: string | Buffer,
  kind: ImportKind = "catalogue",
  fileName = "products.csv",
): Promise<string> {
  const dropped = await receiveTable(by, { kind, fileName, body: bodyOf(content) });
  if (!dropped.ok) throw new Error(dropped.detail);
  return dropped.value.id;
}
const cardOf = async (jobId: string) => {
  const card = await importCard(by, jobId);
  if (!card.ok) throw new Error(card.code);
  return card.value;
};
async function look(jobId: string, settings: object = { mapping }) {
  expect(await checkImport(by, { jobId, settings: { isWhole: false, ...settings } })).toMatchObject({ ok: true });
  await runJob(jobId, "checking", never);
  return cardOf(jobId);
}
async function bringIn(jobId: string) {
  expect(await applyImport(by, { jobId })).toMatchObject({ ok: true });
  await runJob(jobId, "applying", never);
  return cardOf(jobId);
}

it("stands in one list, whether it was sent or read by the command line", async () => {
  const jobId = await drop(`product,stock\n${id("none")},3\n`, "stock", "sent.csv");
  const file = `${await mkdtemp(join(tmpdir(), "toile-"))}/read.csv`;
  await writeFile(file, "product,stock\nnobody,3\n");
  const read = await importStock(asSystem("commandLine", "import stock"), { file });
  if (!read.ok) throw new Error(read.detail);
  const cards = await importCards(by);
  expect(cards.slice(0, 2)).toMatchObject([
    { id: read.value.importId, way: "commandLine", bytes: null, status: "finished", outcome: { refused: 1 } },
    { id: jobId, way: "sent", status: "draft", outcome: null },
  ]);
  expect(await cardOf(read.value.importId)).toEqual(cards[0]);
  expect(await importRefusals(by, read.value.importId)).toMatchObject([{ line: 2 }]);
});

describe("a dropped catalogue", () => {
  it("is looked at without a trace, then brought in with its zip of photos", async () => {
    const jobId = await drop(csv([{}, { price: "free", name: "=1+1" }, { photo: "images/none.jpg" }], ";"));
    const photo = await sharp({ create: { width: 40, height: 50, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer();
    const zip = zipOf([
      { name: "images/red.jpg", bytes: photo },
      { name: "../bad.jpg", bytes: photo },
    ]);
    expect(await receivePhotos(by, { jobId, name: "photos.zip", body: bodyOf(zip) })).toMatchObject({
      ok: true,
      value: { photos: 1, notes: ["../bad.jpg: Its name leads out of the zip, so it is not read."] },
    });
    const { settings } = await cardOf(jobId);
    expect(settings).toMatchObject({ delimiter: ";", encoding: "utf-8" });
    expect(await importReading(by, jobId, { ...mapping, delimiter: ";" })).toMatchObject({
      ok: true,
      value: {
        garments: [{ photo: expect.stringMatching(/^data:image\/webp;base64,/) }, { photo: null }],
        refusals: [{ line: 3, column: "price" }],
      },
    });
    const sample = await importSample(by, jobId, settings);
    expect(sample.ok && sample.value.columns.find(({ name }) => name === "colour")).toEqual({
      name: "colour",
      values: ["RED"],
    });
    const checked = await look(jobId, { mapping: { ...mapping, delimiter: ";" } });
    expect(checked).toMatchObject({ status: "checked", outcome: null });
    expect(checked.plan).toMatchObject({ rows: 3, added: 2, changed: 0, refused: 1, missingPhotos: 1 });
    expect(await db().product.count({ where: { id: { startsWith: id("") } } })).toBe(0);
    const refused = await refusedFile(by, jobId);
    expect(readFileSync(refused.ok ? refused.value.path : "", "utf8")).toContain(
      `3,price,"""free"" is no price.",${id("1-A")},'=1+1,free`,
    );
    const done = await bringIn(jobId);
    expect(done).toMatchObject({ status: "finished", outcome: { added: 2, refused: 1, brokenPhotos: 1 } });
    expect((await product("0-A")).photos[0]).toMatchObject({ width: 40, brokenReason: null });
    // The table again without its photos: what is stored stays, and is no fault.
    const again = await drop(csv([{}]));
    await look(again);
    expect(await bringIn(again)).toMatchObject({ outcome: { unchanged: 1, brokenPhotos: 0 } });
    expect(await db().import.findFirstOrThrow({ where: { job: { id: jobId } } })).toMatchObject({ byId: by.userId });
    expect(
      await db().auditEntry.findFirst({ where: { action: "catalogue.imported", actorId: by.userId } }),
    ).not.toBeNull();
  });

  it("tells in its dry run what the import then does: new, changed field by field, and gone", async () => {
    const settings = { mapping, source: id("feed"), isWhole: true };
    const first = await drop(csv([{}, {}, {}].map((row) => ({ ...row, photo: "" }))));
    await look(first, settings);
    await bringIn(first);
    const rows = [{ photo: "", price: "21.00", family: "Coats" }, { photo: "" }, { photo: "", id: id("new-A") }];
    const again = await drop(csv(rows));
    const { plan } = await look(again, settings);
    expect(plan).toMatchObject({ added: 1, changed: 1, unchanged: 1, delisted: 1 });
    expect(plan!.samples.changed[0]).toMatchObject({
      id: id("0-A"),
      changes: [
        { field: "Price", before: "19.90 EUR", after: "21.00 EUR" },
        { field: "Category", before: "Shirts", after: "Coats" },
      ],
    });
    expect(plan!.samples.delisted).toEqual([{ id: id("2-A"), title: "Red shirt", photo: null }]);
    expect((await bringIn(again)).outcome).toMatchObject({ added: 1, changed: 1, unchanged: 1, delisted: 1 });
    const twin = await drop(csv(rows));
    expect((await cardOf(twin)).twinOf).not.toBeNull();
    await look(twin, settings);
    expect((await bringIn(twin)).outcome).toMatchObject({ added: 0, changed: 0, unchanged: 3, delisted: 0 });
  });

  it("started twice at once begins once, and not before it was looked at", async () => {
    const jobId = await drop(csv([{ photo: "" }]));
    expect(await applyImport(by, { jobId })).toMatchObject({ ok: false, code: "not-checked" });
    await look(jobId);
    const both = await Promise.all([applyImport(by, { jobId }), applyImport(by, { jobId })]);
    expect(both.map((one) => (one.ok ? "begun" : one.code)).sort()).toEqual(["begun", "import-underway"]);
    await Promise.all([runJob(jobId, "applying", never), runJob(jobId, "applying", never)]);
    expect(await cardOf(jobId)).toMatchObject({ status: "finished", outcome: { added: 1 } });
    expect(await applyImport(by, { jobId })).toMatchObject({ ok: false, code: "import-underway" });
    expect(await checkImport(by, { jobId, settings: { isWhole: false, mapping } })).toMatchObject({
      code: "import-underway",
    });
  });

  it("goes on where a worker left it, and counts nothing twice", async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => ({ photo: "", price: i === 10 ? "free" : "1.00" }));
    const jobId = await drop(csv(rows));
    await look(jobId);
    await applyImport(by, { jobId });
    const stop = new AbortController();
    const work = runJob(jobId, "applying", stop.signal);
    while ((await cardOf(jobId)).doneRows === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await work;
    const left = await cardOf(jobId);
    expect(left.status).toBe("applying");
    expect(left.doneRows).toBeGreaterThan(0);
    await runJob(jobId, "applying", never);
    expect(await cardOf(jobId)).toMatchObject({
      status: "finished",
      outcome: { rows: 2_500, added: 2_499, changed: 0, unchanged: 0, refused: 1 },
    });
    expect(await db().product.count({ where: { id: { startsWith: id("") } } })).toBe(2_499);
  });

  it("can be stopped by a person before a worker takes it up, and brought in later", async () => {
    const jobId = await drop(csv([{ photo: "" }]));
    await look(jobId);
    await applyImport(by, { jobId });
    expect(await cancelImport(by, { jobId })).toMatchObject({ ok: true });
    expect(await cancelImport(by, { jobId })).toMatchObject({ ok: false, code: "not-found" });
    expect((await cardOf(jobId)).status).toBe("cancelled");
    await runJob(jobId, "applying", never);
    expect(await db().product.count({ where: { id: { startsWith: id("") } } })).toBe(0);
    expect((await bringIn(jobId)).outcome).toMatchObject({ added: 1 });
  });

  it("with a mapping that misses the id, or none at all, says what to do", async () => {
    const jobId = await drop(csv([{}]));
    expect(await checkImport(by, { jobId, settings: { isWhole: false } })).toMatchObject({
      detail: "Say which column is what first.",
    });
    const failed = await look(jobId, { mapping: { ...mapping, id: "sku" } });
    expect(failed).toMatchObject({ status: "failed", reason: expect.stringContaining('The file has no column "sku"') });
    expect((await look(jobId)).status).toBe("checked");
  });
});

describe("the disk", () => {
  it("that is full while a table is dropped keeps nothing and says so", async () => {
    // Everything that is written to /dev/full fails as a full disk does.
    const broken = await receiveTable(by, { kind: "stock", fileName: "stock.csv", body: fullDisk() });
    expect(broken).toMatchObject({ ok: false, code: "disk-full" });
    expect(await db().importJob.count({ where: { fileName: "stock.csv" } })).toBe(0);
  });

  it("that is full in mid-import loses nothing; with room again the import goes on and counts the same", async () => {
    const jobId = await drop(csv([{}, { price: "free" }, {}]));
    await look(jobId);
    const list = refusedOf(jobId);
    await rm(list);
    await symlink("/dev/full", list);
    expect(await bringIn(jobId)).toMatchObject({
      ...{ status: "failed", isBegun: true, outcome: null },
      reason: "The server's disk is full. What is written stays; have some space freed, then go on.",
    });
    expect((await product("0-A")).title).not.toBe("");
    await rm(list);
    expect(await bringIn(jobId)).toMatchObject({
      status: "finished",
      outcome: { rows: 3, added: 2, changed: 0, unchanged: 0, refused: 1 },
    });
    expect(readFileSync(list, "utf8")).toContain("free");
  });

  it("that is full in mid-import is told in a sentence, whether files or Postgres found it", () => {
    const full = "The server's disk is full. What is written stays; have some space freed, then go on.";
    expect(reasonOf(Object.assign(new Error("write failed"), { code: "ENOSPC" }))).toBe(full);
    expect(reasonOf(new Error("x", { cause: Object.assign(new Error("pg"), { code: "53100" }) }))).toBe(full);
    expect(reasonOf(new Error("else"))).toContain("It was interrupted.");
  });
});

it("photos whose names lead out of the folder are refused", async () => {
  const jobId = await drop(csv([{}]));
  for (const name of ["../x.jpg", "/etc/x.jpg", "a/../../x.jpg", "C:\\x.jpg", "..\\x.jpg"])
    expect(await receivePhotos(by, { jobId, name, body: bodyOf("x") }), name).toMatchObject({ code: "invalid" });
  expect(await receivePhotos(by, { jobId, name: "no.zip", body: bodyOf("no zip") })).toMatchObject({ code: "invalid" });
  expect((await cardOf(jobId)).photos).toEqual({ files: 0, archives: 0 });
});

it("a mapping is kept under its name with an audit row; the same again writes nothing", async () => {
  const name = id("mango");
  const audits = () => db().auditEntry.count({ where: { subject: "mapping", subjectId: name } });
  expect(await saveMapping(by, { name, mapping })).toEqual({ ok: true, value: { name } });
  await saveMapping(by, { name, mapping });
  expect(await audits()).toBe(1);
  await saveMapping(by, { name, mapping: { ...mapping, title: "name" } });
  expect(await audits()).toBe(2);
  expect(await saveMapping(by, { name, mapping: { ...mapping, encoding: "klingon" } })).toMatchObject({
    code: "invalid",
  });
});

it("only managers and admins may import", async () => {
  const reviewer = await makeUser("reviewer");
  expect(await allow(reviewer.id, "import")).toMatchObject({ ok: false, code: "not-allowed" });
});

/** A body that fails while it is written as a full disk would. */
function fullDisk(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      controller.error(Object.assign(new Error("no space"), { code: "ENOSPC" }));
    },
  });
}
