import type { ProductCard } from "@/lib/catalogue/schema";

/** What a screen reader says for a photo: name and category, never a score. */
export const altOf = ({ title, category }: ProductCard): string => (category ? `${title}, ${category.name}` : title);

const most = 3;

/** "Jackets · woven · sand": the category and the first values, in one line. */
export function summaryOf({ category, attributes }: ProductCard): string {
  const values = new Set(attributes.flatMap(({ values }) => values.slice(0, 1)));
  return [category?.name, ...[...values].slice(0, most - 1)].filter(Boolean).join(" · ");
}

export function priceOf({ price }: ProductCard): string | null {
  if (!price) return null;
  return new Intl.NumberFormat("en-GB", { style: "currency", currency: price.currency }).format(Number(price.amount));
}
