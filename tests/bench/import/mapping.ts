import { CatalogueMapping } from "@/lib/catalogue/schema";

/** Of the made-up products that benches import. */
export const mapping: CatalogueMapping = CatalogueMapping.parse({
  id: "id",
  group: { column: "id", pattern: "^(.*)-" },
  title: "title",
  price: { column: "price", currency: "EUR" },
  images: [{ column: "photo" }],
  taxonomy: [
    { column: "family", label: "Family" },
    { column: "category", label: "Category", target: true },
  ],
  attributes: [{ column: "colour", name: "colour", label: "Colour" }],
});
