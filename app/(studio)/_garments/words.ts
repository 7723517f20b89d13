import type { ProductCard } from "@/lib/catalogue/schema";

/** What a screen reader says for a photo: name and category, never a score. */
export const altOf = ({ title, category }: ProductCard): string => (category ? `${title}, ${category.name}` : title);

const most = 3;

/** "Jackets · woven · sand": the category and the first values, in one line. */
export function summaryOf({ category, attributes }: ProductCard): string {
  const values = new Set(attributes.flatMap(({ values }) => values.slice(0, 1)));
  return [category?.name, ...[...values].slice(0, most - 1)].filter(Boolean).join(" · ");
}

export const priceOf = ({ price }: ProductCard): string | null => money(price);

export function money(price: ProductCard["price"]): string | null {
  if (!price) return null;
  // An amount may come without its currency, or with one that is no code.
  if (!/^[a-z]{3}$/i.test(price.currency)) return price.amount;
  return new Intl.NumberFormat("en-GB", { style: "currency", currency: price.currency }).format(Number(price.amount));
}
