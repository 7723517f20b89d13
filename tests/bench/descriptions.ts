import type { Bench, BenchContext, Figure } from "@/bin/instance/bench-types";
import { recodeAttributes } from "@/ml/datasets/attributes";
import { type CompatibilityDataset, decodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { embedByHashedWords } from "@/ml/encoders/descriptions";
import { embedByTerms, fitTermWeights } from "@/ml/encoders/term-weights";
import { counterFor, openTextEncoder } from "@/ml/encoders/texts/open";
import { chooseBackend } from "@/ml/runtime/backend";
import { option, snapshotBytes } from "./arms/dataset";
import type { Variant } from "./compatibility/ablations";
import { protocols, Splits } from "./compatibility/splits";

/* npm run bench -- descriptions [SNAPSHOT text=COLUMN] [splits=2] [members=2] [source=dir:FOLDER|vectors:FILE|hub:OWNER/NAME]
   What descriptions are worth to the compatibility network, by how they are embedded: not at all, by hashed words, by words
   and pieces of words weighed by rarity, and by a sentence model or word vectors that `source` names. Without a snapshot the
   demo house's own descriptions are read; a snapshot that has none lends the values of a column as texts, which the network
   then no longer sees as a column. */

const bench: Bench = {
  name: "descriptions",
  async run(context) {
    const given = decodeCompatibilityDataset(await snapshotBytes("compatibility", context));
    const { dataset, texts } = await read(given, context);
    const { tf, name } = await chooseBackend();
    const [splits, members] = ["splits", "members"].map((key) => Number(option(context.args, key) ?? 2));
    context.say(`${texts.filter(Boolean).length} of ${texts.length} products have a text; ${name}`);
    const work = new Splits(tf, dataset, splits!, members!, context.say);
    const weights = fitTermWeights(texts);
    const arms: Variant[] = [
      { name: "hashed words", config: {}, change: (d) => ({ ...d, description: embedByHashedWords(texts) }) },
      { name: "no text", config: { descriptionComponents: 0 } },
      {
        name: "weighed words and pieces",
        config: {},
        change: (d) => ({ ...d, description: embedByTerms(texts, weights) }),
      },
    ];
    const source = option(context.args, "source");
    if (source) arms.push(await armOf(source, texts));
    return measured(work, arms);
  },
};
export default bench;

async function armOf(source: string, texts: (string | null)[]): Promise<Variant> {
  const { ownHub } = await import("@/lib/catalogue/open-source");
  const counter = counterFor(source);
  counter?.add(texts);
  const encoder = await openTextEncoder(source, { hub: ownHub(), counts: counter?.weights() });
  const description = await encoder.encode(texts);
  await encoder.close();
  return { name: `${encoder.name} ${encoder.version}`, config: {}, change: (d) => ({ ...d, description }) };
}

async function measured(work: Splits, [words, ...others]: Variant[]): Promise<Figure[]> {
  const base = await work.run(words!);
  const figures: Figure[] = protocols.map((protocol) => {
    const { value, lower, upper } = base.figure(protocol);
    return {
      name: `${words!.name}, ${protocol}`,
      value,
      unit: `(${lower.toFixed(3)} to ${upper.toFixed(3)})`,
      ok: true,
    };
  });
  for (const arm of others) {
    const scored = await work.run(arm);
    for (const protocol of protocols) {
      const { value, lower, upper } = work.compare(scored, base, protocol);
      const unit = `against hashed words ${value.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
      figures.push({ name: `${arm.name}, ${protocol}`, value: scored.figure(protocol).value, unit, ok: true });
    }
  }
  return figures;
}

async function read(dataset: CompatibilityDataset, { args }: BenchContext) {
  const column = option(args, "text");
  if (column) return fromColumn(dataset, column);
  const { db } = await import("@/lib/db");
  const rows = await db().product.findMany({ select: { id: true, description: true } });
  const texts = new Map(rows.map(({ id, description }) => [id, description]));
  return { dataset, texts: dataset.productIds.map((id) => texts.get(id) ?? null) };
}

function fromColumn(dataset: CompatibilityDataset, name: string) {
  const { columns, attributes, productIds } = dataset;
  const at = columns.findIndex((column) => column.name === name);
  if (at < 0)
    throw new Error(`the snapshot has no column ${name}, only ${columns.map((column) => column.name).join(", ")}`);
  const texts = productIds.map((_, i) => columns[at]!.values[attributes[i * columns.length + at]!] || null);
  const kept = columns.filter((_, c) => c !== at);
  const without = {
    ...dataset,
    columns: kept,
    attributes: recodeAttributes(attributes, columns, kept),
    moreValues: undefined,
  };
  return { dataset: without, texts };
}
