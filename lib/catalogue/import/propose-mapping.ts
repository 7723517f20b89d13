import type { CatalogueMapping } from "../schema";

type Column = { name: string; values: string[] };

/** Parts of column names that tell what a column holds, in the languages that houses export in; the first fit wins. */
const hints = {
  id: [
    /^(product|item|article|style)?_?(id|sku|code|ref)$/,
    /modelo_?colou?r/,
    /(product|item|article).*(id|code)/,
    /sku|ean|gtin/,
  ],
  group: [/group|parent|model_?id|style_?(id|code)/],
  title: [/^(title|name|product_?name|display_?name|titre|nombre|titulo)$/, /title|name/],
  description: [/^(description|desc|body|text)$/, /description/],
  season: [/season|temporada|saison|collection/],
  price: [/price|precio|prix|preis|pvp/],
  stock: [/^stock|quantity|qty|inventory/],
  image: [/image|photo|picture|filename|foto|img/],
} as const;
type Part = keyof typeof hints;

const levelName = /categor|family|familia|department|division|class|type|group_?name/;
/** The level whose name says what a garment is, coarser than its type. */
const targetName = /(product_)?family$|^category$|(^|_)family|sub_?category/;

/** A first guess at what each column is, for a person to correct: by its name, and by whether its values could be ids.
 *  Null where no column could be the id or none a category. */
export function proposeMapping(columns: Column[]): CatalogueMapping | null {
  const taken = new Set<string>();
  const find = (part: Part): Column | undefined => {
    const found = hints[part]
      .map((hint) => columns.find(({ name }) => !taken.has(name) && hint.test(name.toLowerCase())))
      .find((column) => column !== undefined);
    if (found) taken.add(found.name);
    return found;
  };
  const id = find("id") ?? columns.find(({ values }) => values.length > 1 && new Set(values).size === values.length);
  if (!id) return null;
  taken.add(id.name);
  const [image, price, stock, title, description, season] = [
    find("image"),
    find("price"),
    find("stock"),
    find("title"),
    find("description"),
    find("season"),
  ];
  const group = find("group");
  const levels = columns.filter(
    ({ name, values }) => !taken.has(name) && levelName.test(name.toLowerCase()) && !areNumbers(values),
  );
  for (const { name } of levels) taken.add(name);
  if (levels.length === 0) return null;
  const target = targetAmong(levels);
  return {
    id: id.name,
    group: group ? { column: group.name } : groupFromId(id),
    title: title?.name ?? levels.at(-1)!.name,
    ...(description ? { description: { column: description.name } } : {}),
    ...(season ? { season: { column: season.name } } : {}),
    ...(price ? { price: { column: price.name } } : {}),
    ...(stock ? { stock: { column: stock.name } } : {}),
    images: image ? [{ column: image.name }] : [],
    taxonomy: levels.map(({ name }, place) => ({ column: name, label: labelOf(name), target: place === target })),
    attributes: columns
      .filter(({ name, values }) => !taken.has(name) && isAttribute(values))
      .map(({ name }) => ({ column: name, name: name.toLowerCase(), label: labelOf(name) })),
  };
}

/** Colour-ways of one garment often share the id up to its last hyphen: 53050730-15. */
function groupFromId({ name, values }: Column): CatalogueMapping["group"] {
  const isSplit = values.length > 0 && values.every((value) => /^.{3,}[-_][^-_]{1,6}$/.test(value));
  return isSplit ? { column: name, pattern: "^(.*)[-_]" } : { column: name };
}

function targetAmong(levels: Column[]): number {
  const named = levels.findLastIndex(({ name }) => targetName.test(name.toLowerCase()));
  return named >= 0 ? named : Math.max(0, levels.length - 2);
}

const longestAttribute = 60;
const isAttribute = (values: string[]) =>
  values.length > 0 && values.every((value) => value.length <= longestAttribute) && !areNumbers(values);
const areNumbers = (values: string[]) => values.length > 0 && values.every((value) => /^[\d.,\s]+$/.test(value));

/** "des_product_family" → "Product family". */
function labelOf(name: string): string {
  const words = name
    .replace(/^des_/, "")
    .replace(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .trim()
    .toLowerCase();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
