import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import * as embed from "@/bin/commands/embed";
import * as imports from "@/bin/commands/import";
import * as similar from "@/bin/commands/similar";
import * as snapshot from "@/bin/commands/snapshot";
import { Refusal } from "@/bin/instance/refusal";
import { closeJobs } from "@/lib/jobs/boss";
import { decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { runBin } from "@/tests/support/run-bin";

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "toile-line-"));
  vi.stubEnv("INIT_CWD", folder);
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
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeJobs();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const toile = (...args: string[]) =>
  runBin("toile", args, {
    DATABASE_URL: process.env.DATABASE_URL!,
    TOILE_HOME: process.env.TOILE_HOME!,
    INIT_CWD: folder,
  });

/** The same command in this process: what is to be seen is what it says, not how a program ends. */
async function here({ register }: { register: (program: Command) => void }, ...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  register(program);
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await program.parseAsync(args, { from: "user" });
    return said.mock.calls.map((words) => words.join(" ")).join("\n");
  } finally {
    said.mockRestore();
  }
}

// One after the other, as a person would type them.
it("imports a catalogue: the report on stdout, refused rows with line and column, exit 0", async () => {
  const { code, stdout } = await toile("import", "catalogue", "products.csv", "--mapping", "mapping.json");
  expect(code).toBe(0);
  expect(stdout).toContain("3 products added, 0 changed, 0 unchanged.");
  expect(stdout).toContain("2 rows refused; the others are in.");
  expect(stdout).toMatch(/ 5 {2}id +The id "red-1" stands in line 2 already\./);
  expect(stdout).toMatch(/ 6 {2}price +"free" is no price\./);
});

it("says nothing but the report with --json", async () => {
  const said = await here(imports, "import", "catalogue", "products.csv", "--mapping", "mapping.json", "--json");
  expect(JSON.parse(said)).toMatchObject({
    rows: 5,
    added: 0,
    unchanged: 3,
    refused: 2,
    refusals: [{ line: 5 }, { line: 6 }],
  });
});

it("imports outfits, embeds and finds look-alikes", async () => {
  const outfits = await here(imports, "import", "outfits", "outfits.csv", "--json");
  expect(JSON.parse(outfits)).toMatchObject({ rows: 3, added: 1, refused: 1 });
  const embedded = await here(embed, "embed", "--encoder", "builtin", "--json");
  expect(JSON.parse(embedded)).toMatchObject({ embedded: 3, skipped: 0, broken: 0 });
  const found: { product: { id: string }; score: number }[] = JSON.parse(
    await here(similar, "similar", "red-1", "-k", "2", "--json"),
  );
  expect(found.map(({ product }) => product.id)).toEqual(["crimson-1", "blue-1"]);
});

it("writes the data of a training into a file that reads back", async () => {
  const said = await here(snapshot, "snapshot", "compatibility", "pairs.bin", "--json");
  const bytes = readFileSync(join(folder, "pairs.bin"));
  expect(JSON.parse(said)).toMatchObject({ bytes: bytes.length });
  expect(decodeCompatibilityDataset(bytes).productIds).toEqual(["blue-1", "crimson-1", "red-1"]);
});

it.each<[string, Parameters<typeof here>[0], string[], string]>([
  ["a network that is not there", snapshot, ["snapshot", "colour", "x.bin"], 'There is no network "colour"'],
  ["a file that can't be written", snapshot, ["snapshot", "category", "no/such/x.bin"], "can't be written"],
  [
    "a file that does not fit the mapping",
    imports,
    ["import", "catalogue", "outfits.csv", "--mapping", "mapping.json"],
    'The file has no columns "id"',
  ],
  ["an encoder that is not there", embed, ["embed", "--encoder", "dir:none.onnx"], "There is no model file at"],
])("refuses %s in one sentence", async (_, command, args, sentence) => {
  const refusal = await here(command, ...args).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect((refusal as Refusal).message).toContain(sentence);
});

it("ends with 1 and a refusal's sentence alone", async () => {
  const { code, stdout, stderr } = await toile("similar", "nobody");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("There is no product nobody in the catalogue.");
  expect(stderr).not.toContain("    at ");
});

it("ends with 1 when nothing went in, and prints nothing but the report with --json", async () => {
  write("bad.csv", "id,name,price,photo,family\nx,y,free,,Skirts\n");
  const { code, stdout } = await toile("import", "catalogue", "bad.csv", "--mapping", "mapping.json", "--json");
  expect([code, JSON.parse(stdout).refused]).toEqual([1, 1]);
});
