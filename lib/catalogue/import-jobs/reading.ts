import { validate } from "uuid";
import { db } from "../../db";
import { fail, ok, type Result } from "../../result";
import type { Allowed } from "../../users/allow";
import { Tally } from "../import/import-report";
import { FileUnreadable } from "../import/line-decoder";
import { openTable } from "../import/open-table";
import { productReader } from "../import/product-reader";
import { checkMapping, columnsOf } from "../import/read-mapping";
import type { ProductDraft } from "../import/read-row";
import type { CatalogueMapping } from "../schema";
import { tableOf } from "./files";
import { type DroppedPhotos, lookOf, openDropped } from "./photo-sources";
import { ImportSettings, type Reading } from "./schema";

const readGarments = 4;
const mostRows = 50;

/** The first garments of a dropped catalogue as this mapping would bring them in, with the photos that are there already,
 *  and what it refuses on the way to them. "invalid": the mapping or the table is not right, with a sentence. */
export async function importReading(
  _by: Allowed<"import">,
  id: string | undefined,
  given: CatalogueMapping,
): Promise<Result<Reading, "not-found" | "invalid">> {
  const job = id && validate(id) ? await db().importJob.findUnique({ where: { id } }) : null;
  if (job?.kind !== "catalogue") return fail("not-found");
  const mapping = checkMapping(given);
  if (!mapping.ok) return mapping;
  const { delimiter = ",", encoding = "utf-8" } = mapping.value;
  const { sheet } = ImportSettings.parse(job.options);
  const table = await openTable(tableOf(job.id, job.format), {
    ...{ delimiter, encoding, sheet, format: job.format },
    columnsIn: () => columnsOf(mapping.value),
  });
  if (!table.ok) return table;
  const tally = new Tally();
  const reader = productReader(table.value, mapping.value, tally);
  const drafts: ProductDraft[] = [];
  try {
    for await (const row of table.value.rows) {
      const draft = reader.next(row);
      if (draft) drafts.push(draft);
      if (drafts.length === readGarments || ++tally.rows >= mostRows) break;
    }
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    tally.refuse({ kind: "row", line: error.line, column: null, reason: error.message });
  }
  const dropped = await openDropped(job.id);
  try {
    const garments = await Promise.all(drafts.map((draft) => garmentOf(draft, mapping.value, dropped)));
    return ok({ garments, refusals: tally.refusals.slice(0, readGarments) });
  } finally {
    dropped.close();
  }
}

async function garmentOf(
  { id, groupId, title, season, price, currency, stock, path, values, photos }: ProductDraft,
  { attributes }: CatalogueMapping,
  dropped: DroppedPhotos,
): Promise<Reading["garments"][number]> {
  const [photo] = photos;
  const amount = price === null ? null : [price, currency].filter(Boolean).join(" ");
  const facts = [season, amount, stock === null ? null : `${stock} in stock`];
  return {
    ...{ id, groupId, title },
    path: path.filter(Boolean),
    facts: facts.filter((fact) => fact !== null),
    values: attributes.flatMap(({ name, label }) => (values[name] ? [{ label, value: values[name].join(", ") }] : [])),
    photo: photo ? await lookOf(photo.fileName, dropped) : null,
  };
}
