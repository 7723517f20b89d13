import { readFile } from "node:fs/promises";
import { z } from "zod";
import { fail, ok, type Result } from "../../result";
import { CatalogueMapping } from "../schema";
import { isKnownEncoding } from "./line-decoder";
import { placeholdersOf } from "./title-template";

/** Reads and checks a mapping file. Each failure carries a sentence for the person who wrote it. */
export async function readMapping(path: string): Promise<Result<CatalogueMapping, "not-found" | "invalid">> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return fail("not-found", `There is no mapping file at ${path}.`);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return fail("invalid", `The mapping ${path} is no valid JSON: ${(error as Error).message}.`);
  }
  return checkMapping(json);
}

/** Checks a mapping as it comes from a file or a request: its shape, its patterns and its encoding. */
export function checkMapping(json: unknown): Result<CatalogueMapping, "invalid"> {
  const parsed = CatalogueMapping.safeParse(json);
  if (!parsed.success) return fail("invalid", `The mapping is not right.\n${z.prettifyError(parsed.error)}`);
  const mapping = parsed.data;
  for (const pattern of patternsOf(mapping)) {
    if (!isPattern(pattern))
      return fail("invalid", `The mapping's pattern "${pattern}" is no valid regular expression.`);
  }
  if (mapping.encoding && !isKnownEncoding(mapping.encoding)) {
    return fail(
      "invalid",
      `The mapping names the encoding "${mapping.encoding}", which is not known. Try utf-8 or windows-1252.`,
    );
  }
  const names = mapping.attributes.map((attribute) => attribute.name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice) return fail("invalid", `The mapping has two attributes named "${twice}".`);
  const levels = new Set(mapping.taxonomy.map((level) => level.column));
  const leak = mapping.attributes.find((attribute) => levels.has(attribute.column));
  if (leak) {
    return fail(
      "invalid",
      `"${leak.column}" is a level of the taxonomy, so it can't be an attribute too: the category network would be told the answer.`,
    );
  }
  return ok(mapping);
}

const extractsOf = ({ group, season, title, description, price, stock, images }: CatalogueMapping) =>
  [group, season, typeof title === "string" ? undefined : title, description, price, stock, ...images].filter(
    (extract) => extract !== undefined,
  );

const patternsOf = (mapping: CatalogueMapping) => extractsOf(mapping).flatMap((extract) => extract.pattern ?? []);

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

/** Every column that the mapping needs, each once. */
export function columnsOf(mapping: CatalogueMapping): string[] {
  const names = new Set(mapping.attributes.map((attribute) => attribute.name));
  const inTitle =
    typeof mapping.title === "string" ? placeholdersOf(mapping.title).filter((name) => !names.has(name)) : [];
  const wholeTitle =
    typeof mapping.title === "string" && placeholdersOf(mapping.title).length === 0 ? [mapping.title] : [];
  return [
    ...new Set([
      mapping.id,
      ...extractsOf(mapping).map((extract) => extract.column),
      ...inTitle,
      ...wholeTitle,
      ...mapping.taxonomy.map((level) => level.column),
      ...mapping.attributes.map((attribute) => attribute.column),
    ]),
  ];
}
