import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs } from "@/lib/jobs/boss";
import { loadChampion, sha256Of } from "@/lib/models/load-champion";
import { makeModelVersion } from "../../support/factories";

afterAll(closeJobs);

const weights = (fill: number) => new Uint8Array(1_000).fill(fill);

async function serve(fill: number) {
  const bytes = weights(fill);
  const version = await makeModelVersion("compatibility", { sha256: sha256Of(bytes), bytes });
  await db().champion.upsert({
    where: { head: "compatibility" },
    create: { head: "compatibility", versionId: version.id },
    update: { versionId: version.id },
  });
  return version;
}

beforeEach(() => db().champion.deleteMany());

it("there is no champion before the first version", async () => {
  expect(await loadChampion("compatibility")).toBeNull();
});

it("the champion's weights come with a file that holds the same bytes", async () => {
  const { id } = await serve(1);
  const model = (await loadChampion("compatibility"))!;
  expect(model.versionId).toBe(id);
  expect([...model.bytes]).toEqual([...weights(1)]);
  expect(new Uint8Array(await readFile(model.file))).toEqual(weights(1));
});

it("after a promotion the new champion's weights are loaded", async () => {
  await serve(2);
  await loadChampion("compatibility");
  const { id } = await serve(3);
  const model = (await loadChampion("compatibility"))!;
  expect(model.versionId).toBe(id);
  expect(model.bytes[0]).toBe(3);
});

it("a local copy that was damaged is replaced from the database", async () => {
  await serve(4);
  const { file } = (await loadChampion("compatibility"))!;
  await writeFile(file, "damaged");
  const again = (await loadChampion("compatibility"))!;
  expect(again.bytes[0]).toBe(4);
  expect(new Uint8Array(await readFile(file))).toEqual(weights(4));
});

it("damaged weights in the database are refused by their checksum, with a way out", async () => {
  const { id } = await serve(5);
  await db().modelWeights.update({ where: { versionId: id }, data: { bytes: weights(6) } });
  await expect(loadChampion("compatibility")).rejects.toThrow(/damaged .* Promote another version/);
});
