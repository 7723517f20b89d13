import type { CategoryNode } from "@/lib/catalogue/schema";

/** Those whose name holds every word: what this person uses first, then those that begin with it, then the fullest. */
export function orderCategories(categories: CategoryNode[], words: string, used: readonly number[]): CategoryNode[] {
  const wanted = words.trim().toLowerCase();
  const place = ({ id, name }: CategoryNode) => {
    const index = used.indexOf(id);
    if (index >= 0) return index - used.length;
    return wanted && name.toLowerCase().startsWith(wanted) ? 0 : 1;
  };
  return categories
    .filter(({ name }) => wanted.split(/\s+/).every((word) => name.toLowerCase().includes(word)))
    .sort((a, b) => place(a) - place(b) || b.products - a.products || a.name.localeCompare(b.name));
}
