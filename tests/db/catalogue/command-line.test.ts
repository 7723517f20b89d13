import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { runBin } from "@/tests/support/run-bin";

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "toile-line-"));
  const rows = ["id,name,price,photo,family"];
  for (const [i, background] of ["red", "crimson", "blue"].entries()) {
    await sharp({ create: { width: 40, height: 60, channels: 3, background: "white" } })
      .composite([{ input: { create: { width: 20 + i, height: 40, channels: 3, background } } }])
      .png()
      .toFile(join(folder, `${i}.png`));
    rows.push(`${background}-1,${background} skirt,10.00,${i}.png,Skirts`);
  }
  write("products.csv", [...rows, "red-1,again,10.00,0.png,Skirts", "green-1,green skirt,free,,Skirts"].join("\n"));
  write("outfits.csv", "outfit_id,product_id\n1,red-1\n1,blue-1\n1,nobody\n");
  write(
    "mapping.json",
    JSON.stringify({
      id: "id",
      group: { column: "id", pattern: "^(.*)-" },
      title: "name",
      price: { column: "price", currency: "EUR" },
      images: [{ column: "photo" }],
      taxonomy: [{ column: "family", label: "Family", target: true }],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const toile = (...args: string[]) =>
  runBin("toile", args, {
    DATABASE_URL: process.env.DATABASE_URL!,
    TOILE_HOME: process.env.TOILE_HOME!,
    INIT_CWD: folder,
  });

// One after the other, as a person would type them.
it("imports a catalogue: the report on stdout, refused rows with line and column, exit 0", async () => {
  const { code, stdout } = await toile("import", "catalogue", "products.csv", "--mapping", "mapping.json");
  expect(code).toBe(0);
  expect(stdout).toContain("3 products added, 0 changed, 0 unchanged.");
  expect(stdout).toContain("2 rows refused; the others are in.");
  expect(stdout).toMatch(/ 5 {2}id +The id "red-1" stands in line 2 already\./);
  expect(stdout).toMatch(/ 6 {2}price +"free" is no price\./);
});

it("prints nothing but the report with --json", async () => {
  const { code, stdout } = await toile("import", "catalogue", "products.csv", "--mapping", "mapping.json", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    rows: 5,
    added: 0,
    unchanged: 3,
    refused: 2,
    refusals: [{ line: 5 }, { line: 6 }],
  });
});

it("imports outfits, embeds and finds look-alikes", async () => {
  const outfits = await toile("import", "outfits", "outfits.csv", "--json");
  expect([outfits.code, JSON.parse(outfits.stdout)]).toMatchObject([0, { rows: 3, added: 1, refused: 1 }]);
  const embedded = await toile("embed", "--encoder", "builtin", "--json");
  expect([embedded.code, JSON.parse(embedded.stdout)]).toMatchObject([0, { embedded: 3, skipped: 0, broken: 0 }]);
  const similar = await toile("similar", "red-1", "-k", "2", "--json");
  const found = JSON.parse(similar.stdout) as { product: { id: string }; score: number }[];
  expect(found.map(({ product }) => product.id)).toEqual(["crimson-1", "blue-1"]);
});

it("writes the data of a training into a file that reads back", async () => {
  const { code, stdout } = await toile("snapshot", "compatibility", "pairs.bin", "--json");
  const bytes = readFileSync(join(folder, "pairs.bin"));
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { bytes: bytes.length }]);
  expect(decodeCompatibilityDataset(bytes).productIds).toEqual(["blue-1", "crimson-1", "red-1"]);
});

it.each<[string, string[], string]>([
  ["a network that is not there", ["snapshot", "colour", "x.bin"], 'There is no network "colour"'],
  ["a file that can't be written", ["snapshot", "category", "no/such/x.bin"], "can't be written"],
  [
    "a file that does not fit the mapping",
    ["import", "catalogue", "outfits.csv", "--mapping", "mapping.json"],
    'The file has no columns "id"',
  ],
  ["an encoder that is not there", ["embed", "--encoder", "dir:none.onnx"], "There is no model file at"],
  ["a product that is not there", ["similar", "nobody"], "There is no product nobody in the catalogue."],
])("ends with 1 and one sentence for %s", async (_, args, sentence) => {
  const { code, stdout, stderr } = await toile(...args);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain("    at ");
});

it("ends with 1 when nothing went in", async () => {
  write("bad.csv", "id,name,price,photo,family\nx,y,free,,Skirts\n");
  const { code, stdout } = await toile("import", "catalogue", "bad.csv", "--mapping", "mapping.json", "--json");
  expect([code, JSON.parse(stdout).refused]).toEqual([1, 1]);
});
