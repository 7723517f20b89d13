import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { liveEncoder } from "@/lib/catalogue/data";
import { embedCatalogue } from "@/lib/catalogue/embed-catalogue";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { embedJobs } from "@/lib/catalogue/jobs";
import { CatalogueMapping } from "@/lib/catalogue/schema";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { asSystem } from "@/lib/users/allow";
import { tinyOnnx } from "@/tests/support/tiny-onnx";

const by = asSystem("job", "test");
const { signal } = new AbortController();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-first-embedding-"));
});
afterAll(async () => {
  await closeJobs();
  rmSync(folder, { recursive: true });
});

// A new house's first hour; the tests follow each other.
it("a house's first import asks for the embedding, before any encoder serves", async () => {
  const photo = { create: { width: 60, height: 80, channels: 3 as const, background: "#446688" } };
  await sharp(photo).jpeg().toFile(join(folder, "dress.jpg"));
  const file = join(folder, "products.csv");
  writeFileSync(file, "id,name,kind,photo\n1,Dress,Dresses,dress.jpg\n");
  const mapping = CatalogueMapping.parse({
    id: "id",
    group: { column: "id" },
    title: "name",
    images: [{ column: "photo" }],
    taxonomy: [{ column: "kind", label: "Kind", target: true }],
  });
  expect(await importCatalogue(by, { file, mapping, images: folder })).toMatchObject({ ok: true });
  expect(await (await jobSender()).getQueueSize("embed")).toBe(1);
});

it("an encoder that somebody chose meanwhile stays", async () => {
  const path = join(folder, "chosen.onnx");
  writeFileSync(path, tinyOnnx());
  writeFileSync(`${path}.json`, JSON.stringify({ size: [4, 4] }));
  expect(await embedCatalogue(by, { source: `dir:${path}` })).toMatchObject({ ok: true });
  const held = await embedCatalogue(by, { source: "builtin", isHeldBack: "if-another-serves" });
  expect(held).toMatchObject({ ok: true, value: { embedded: 1 } });
  expect(await liveEncoder()).toMatchObject({ name: "chosen" });
});

it("without one the worker begins with the built-in encoder, which then serves", async () => {
  await db().liveEncoder.deleteMany();
  await embedJobs[0]!.run({}, { signal });
  expect(await liveEncoder()).toMatchObject({ name: "builtin", source: "builtin" });
  expect(await db().auditEntry.count({ where: { action: "encoder.made-live" } })).toBe(2);
});

it("an encoder that is gone from the database is not replaced by another", async () => {
  await db().liveEncoder.deleteMany();
  await embedJobs[0]!.run({ encoderId: crypto.randomUUID() }, { signal });
  expect(await liveEncoder()).toBeNull();
});
