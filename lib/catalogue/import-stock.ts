import type { Result } from "../result";
import { parseStock } from "./import/parse-amount";
import type { Importer, ImportOptions } from "./import/run-import";
import { type NarrowTable, takeTable } from "./import/take-table";
import { moveStock } from "./pairs/sql";
import type { ImportReport } from "./schema";

/** The daily feed: a product and how many pieces of it there are. */
export type StockSource = NarrowTable & { productColumn?: string; stockColumn?: string };

const known = {
  product: ["product_id", "product", "id", "item_id", "sku", "cod_modelo_color"],
  stock: ["stock", "quantity", "qty", "pieces", "available"],
};

/** Sets the stock of the products that the file names and touches nothing else. changed counts products whose stock moved;
 *  a product that is not in the catalogue is refused. Safe to repeat. "not-found" and "invalid" as importCatalogue(). */
export function importStock(
  by: Importer,
  { productColumn, stockColumn, ...table }: StockSource,
  options: ImportOptions = {},
): Promise<Result<ImportReport, "not-found" | "invalid">> {
  return takeTable(
    by,
    table,
    {
      kind: "stock",
      known,
      named: { product: productColumn, stock: stockColumn },
      item: (cellOf, refuse, line) => {
        const stock = parseStock(cellOf("stock"));
        if (cellOf("product") === "") return refuse(productColumn ?? "product", "The id is empty.");
        if (stock === null) return refuse(stockColumn ?? "stock", `"${cellOf("stock")}" is no number of pieces.`);
        return { line, productId: cellOf("product"), stock };
      },
      write: async (tx, items, tally) => {
        const { known: there, moved } = await moveStock(tx, items);
        for (const { line, productId, stock } of items.filter((one) => !there.has(one.productId))) {
          const reason = `There is no product "${productId}" in the catalogue.`;
          tally.refuse({ kind: "row", line, column: null, reason }, [productId, String(stock)]);
        }
        tally.changed += moved;
        tally.unchanged += new Set(items.map(({ productId }) => productId).filter((id) => there.has(id))).size - moved;
      },
    },
    options,
  );
}
