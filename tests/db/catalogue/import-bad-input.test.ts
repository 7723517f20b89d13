import { readdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importCatalogue } from "@/lib/catalogue/import-catalogue";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import {
  by,
  card,
  closePlace,
  csv,
  id,
  mapping,
  nextTest,
  openPlace,
  place,
  product,
  report,
  run,
} from "@/tests/support/catalogue-file";

beforeAll(openPlace);
beforeEach(nextTest);
afterAll(closePlace);

describe("bad input", () => {
  const sentence = async (...given: Parameters<typeof run>) => {
    const before = await db().import.count();
    const result = await run(...given);
    expect(result).toMatchObject({ ok: false });
    expect(await db().import.count()).toBe(before);
    expect(await db().product.count({ where: { id: { startsWith: id("") } } })).toBe(0);
    return result.ok ? "" : result.detail!;
  };

  it("with a wrong delimiter is one sentence, and nothing is imported", async () => {
    expect(await sentence(csv([{}], ";"))).toBe(
      'The columns are separated by ";", not by ",". Add "delimiter": ";" to the mapping.',
    );
    expect(await report(csv([{}], ";"), { delimiter: ";" })).toMatchObject({ added: 1 });
  });

  it("with missing columns is one sentence that names them, and nothing is imported", async () => {
    expect(await sentence(csv([{}]).replace("family", "famille"))).toMatch(
      /^The file has no column "family"; it has "id", "name"/,
    );
  });

  it("that is no file, or has no image folder, is one sentence", async () => {
    expect(await importCatalogue(by, { file: join(place.folder, "none.csv"), mapping })).toMatchObject({
      ok: false,
      code: "not-found",
    });
    expect(await sentence(csv([{}]), {}, join(place.folder, "no-images"))).toContain("There is no image folder at");
    expect(await sentence("")).toContain("The file is empty");
  });

  it("with an id twice: the second row is refused with its line, the first goes in", async () => {
    const found = await report(csv([{}, { id: id("0-A"), price: "1.00" }, {}]));
    expect(found).toMatchObject({ rows: 3, added: 2, refused: 1 });
    expect(found.refusals).toEqual([
      { kind: "row", line: 3, column: "id", reason: `The id "${id("0-A")}" stands in line 2 already.` },
    ]);
    expect((await card("0-A")).price?.amount).toBe("19.90");
  });

  it("that is not UTF-8: the rows concerned are refused with a hint, and go in once the mapping names the encoding", async () => {
    const content = iconv.encode(csv([{}, { name: "été" }, {}]), "windows-1252");
    const found = await report(content);
    expect(found).toMatchObject({ added: 2, refused: 1 });
    expect(found.refusals[0]).toMatchObject({
      line: 3,
      reason: expect.stringContaining('add "encoding": "windows-1252" to the mapping'),
    });
    expect(await report(content, { encoding: "windows-1252" })).toMatchObject({ added: 1, unchanged: 2, refused: 0 });
    expect((await card("1-A")).title).toBe("Red été");
  });

  it("with a quotation mark that is never closed keeps the rows before it", async () => {
    const found = await report(csv([{}, { name: '"open' }, {}]));
    expect(found).toMatchObject({ added: 1, refused: 1 });
    expect(found.refusals[0]).toMatchObject({ line: 3, reason: expect.stringContaining("is never closed") });
  });

  it("with photos that leave the image folder: the products go in, no byte from outside is stored", async () => {
    symlinkSync(join(place.outside, "secret.jpg"), join(place.folder, "images", `link.jpg`));
    const ways = [
      `../${place.outside.split("/").at(-1)}/secret.jpg`,
      join(place.outside, "secret.jpg"),
      `images/link.jpg`,
      "..\\..\\secret.jpg",
      "C:\\secret.jpg",
    ];
    const found = await report(csv(ways.map((photo) => ({ photo }))));
    expect(found).toMatchObject({ added: ways.length, refused: 0, brokenPhotos: ways.length });
    for (const [i, refusal] of found.refusals.entries()) {
      expect(refusal).toEqual({
        kind: "photo",
        line: i + 2,
        column: "photo",
        reason: `${ways[i]}: The path leaves the image folder.`,
      });
    }
    expect((await product("0-A")).photos[0]).toMatchObject({
      sha256: null,
      brokenReason: "The path leaves the image folder.",
    });
    const stored = readdirSync(env().TOILE_STORE, { recursive: true }) as string[];
    const secret = readFileSync(join(place.outside, "secret.jpg"));
    const photos = stored
      .filter((name) => /[0-9a-f]{64}$/.test(name))
      .map((name) => readFileSync(join(env().TOILE_STORE, name)));
    expect(photos.some((bytes) => bytes.equals(secret))).toBe(false);
  });

  it("with photos missing, cut off, not a photo or fetched by address: the products go in, each photo with its reason", async () => {
    const whole = readFileSync(join(place.folder, "images", "green.jpg"));
    writeFileSync(join(place.folder, "images", "cut.jpg"), whole.subarray(0, whole.length - 120));
    writeFileSync(join(place.folder, "images", "text.jpg"), "words");
    const photos = ["images/none.jpg", "images/cut.jpg", "images/text.jpg", "https://10.0.0.1/a.jpg", "images"];
    const found = await report(csv(photos.map((photo) => ({ photo }))));
    expect(found).toMatchObject({ added: 5, refused: 0, brokenPhotos: 5 });
    const reasons = found.refusals.map((refusal) => refusal.reason);
    expect(reasons[0]).toBe("images/none.jpg: The file is not there.");
    expect(reasons[1]).toContain("cut off or damaged");
    expect(reasons[2]).toContain("holds no photo that can be read");
    expect(reasons[3]).toContain("An address is not fetched");
    expect(reasons[4]).toContain("not a file");
    expect((await card("1-A")).photos).toEqual([]);
  });

  it("keeps a stored photo when the file is missing the next time", async () => {
    writeFileSync(join(place.folder, "images", "gone.jpg"), readFileSync(join(place.folder, "images", "blue.jpg")));
    await report(csv([{ photo: "images/gone.jpg" }]));
    unlinkSync(join(place.folder, "images", "gone.jpg"));
    const found = await report(csv([{ photo: "images/gone.jpg" }]));
    expect(found).toMatchObject({ unchanged: 1, brokenPhotos: 1 });
    expect(found.refusals[0]?.reason).toBe(
      "images/gone.jpg: The file is not there. The photo that was stored before is kept.",
    );
    expect((await card("0-A")).photos).toHaveLength(1);
  });

  it("heals a photo once its file is right", async () => {
    writeFileSync(join(place.folder, "images", "later.jpg"), "not yet");
    await report(csv([{ photo: "images/later.jpg" }]));
    writeFileSync(join(place.folder, "images", "later.jpg"), readFileSync(join(place.folder, "images", "blue.jpg")));
    expect(await report(csv([{ photo: "images/later.jpg" }]))).toMatchObject({ changed: 1, brokenPhotos: 0 });
    expect((await card("0-A")).photos).toHaveLength(1);
  });

  it("takes photos by the column's folder when --images is that folder itself", async () => {
    expect(await report(csv([{}]), {}, join(place.folder, "images"))).toMatchObject({ added: 1, brokenPhotos: 0 });
  });

  it("leaves photos as they are when the mapping names none", async () => {
    await report(csv([{}]));
    expect(await report(csv([{}]), { images: [] })).toMatchObject({ unchanged: 1 });
    expect((await card("0-A")).photos).toHaveLength(1);
  });
});
