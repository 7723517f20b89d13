import { fail, ok, type Result } from "../../result";
import { Tally } from "../import/import-report";
import { openTable } from "../import/open-table";
import { productReader } from "../import/product-reader";
import { columnsOf } from "../import/read-mapping";
import { isAddress } from "../import/read-photos";
import type { ProductDraft } from "../import/read-row";
import { changesOf } from "../import/rules";
import { type ImportOptions, takeRows } from "../import/run-import";
import { goneFromFeed } from "../import/sql";
import { Taxonomy } from "../import/taxonomy";
import type { CatalogueMapping, TableFormat } from "../schema";
import { type DroppedPhotos, lookOf } from "./photo-sources";
import { type ImportPlan, type ProductSample, shownRefusals, shownSamples } from "./schema";
import { shownPhotos, standingProducts } from "./standing/sql";

type Given = {
  file: string;
  format: TableFormat;
  sheet?: string;
  mapping: CatalogueMapping;
  source?: string;
  isWhole: boolean;
  dropped: DroppedPhotos;
};

const productsPerLook = 1_000;

/** What importing this table would do, without writing any of it: counts, reasons and samples. Of photos it knows names
 *  only: whether a stored photo's content differs is found when it is brought in. "invalid" as importCatalogue(). */
export async function planCatalogue(
  given: Given,
  options: ImportOptions,
): Promise<Result<ImportPlan, "not-found" | "invalid">> {
  const { file, format, sheet, mapping, source, isWhole } = given;
  const { delimiter = ",", encoding = "utf-8" } = mapping;
  const table = await openTable(file, { delimiter, encoding, format, sheet, columnsIn: () => columnsOf(mapping) });
  if (!table.ok) return table;
  const tally = new Tally(options.onRefusal);
  const read = productReader(table.value, mapping, tally);
  const plan = new PlanCounts(given, await Taxonomy.open(mapping));
  let batch: ProductDraft[] = [];
  const flush = async () => {
    await plan.take(batch, tally);
    batch = [];
    options.onProgress?.({ rows: tally.rows, share: table.value.share() });
  };
  const isReadWhole = await takeRows(table.value.rows, tally, options.signal, async (row) => {
    const draft = read.next(row);
    if (draft) batch.push(draft);
    if (batch.length >= productsPerLook) await flush();
  });
  await flush();
  if (tally.rows === 0) return fail("invalid", "The file has a first line and no row below it.");
  const gone = source && isWhole && isReadWhole ? await goneFromFeed(source, read.named()) : [];
  const notes = isWhole && !isReadWhole ? ["Nothing would be delisted: the file can't be read to its end."] : [];
  return ok(await plan.toPlan(tally, gone, [...given.dropped.notes, ...notes]));
}

/** The dry run's counts and samples while it runs. */
class PlanCounts {
  #missing = 0;
  #addresses = 0;
  readonly #fields = new Map<string, number>();
  readonly #added: ProductDraft[] = [];
  readonly #changed: Omit<ImportPlan["samples"]["changed"][number], "photo">[] = [];

  constructor(
    readonly given: Given,
    readonly taxonomy: Taxonomy,
  ) {}

  async take(drafts: ProductDraft[], tally: Tally): Promise<void> {
    const standing = await standingProducts(drafts.map(({ id }) => id));
    const withPhotos = this.given.mapping.images.length > 0;
    const { attributes } = this.given.mapping;
    for (const draft of drafts) {
      const before = standing.get(draft.id);
      await this.#lookForPhotos(draft, before?.photoNames ?? []);
      if (!before) {
        tally.added++;
        if (this.#added.length < shownSamples) this.#added.push(draft);
        continue;
      }
      const now = { ...draft, ...this.taxonomy.namesOf(draft) };
      const changes = changesOf(before, now, { attributes, withPhotos });
      if (changes.length === 0) tally.unchanged++;
      else tally.changed++;
      for (const { field } of changes) this.#fields.set(field, (this.#fields.get(field) ?? 0) + 1);
      if (changes.length > 0 && this.#changed.length < shownSamples)
        this.#changed.push({ id: draft.id, title: draft.title, changes: changes.slice(0, shownSamples) });
    }
  }

  async #lookForPhotos({ photos }: ProductDraft, stored: string[]): Promise<void> {
    for (const { fileName } of photos) {
      if (stored.includes(fileName)) continue;
      if (isAddress(fileName)) this.#addresses++;
      else if (!(await this.given.dropped.has(fileName))) this.#missing++;
    }
  }

  async toPlan(tally: Tally, gone: { id: string; title: string }[], notes: string[]): Promise<ImportPlan> {
    const delisted = gone.slice(0, shownSamples);
    const stored = await shownPhotos([...this.#changed, ...delisted].map(({ id }) => id));
    const withStored = <T extends { id: string }>(one: T) => ({ ...one, photo: stored.get(one.id) ?? null });
    const { rows, added, changed, unchanged, refused } = tally;
    return {
      ...{ rows, added, changed, unchanged, refused, notes },
      delisted: gone.length,
      missingPhotos: this.#missing,
      addresses: this.#addresses,
      fields: [...this.#fields]
        .map(([field, products]) => ({ field, products }))
        .sort((a, b) => b.products - a.products),
      samples: {
        added: await Promise.all(this.#added.map((draft) => this.#sampleOf(draft))),
        changed: this.#changed.map(withStored),
        refused: tally.refusals.slice(0, shownRefusals),
        delisted: delisted.map(withStored),
      },
    };
  }

  async #sampleOf({ id, title, photos: [first] }: ProductDraft): Promise<ProductSample> {
    return { id, title, photo: first ? await lookOf(first.fileName, this.given.dropped) : null };
  }
}
