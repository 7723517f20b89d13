import { z } from "zod";
import type { CategoryNode } from "@/lib/catalogue/schema";

const storageKey = "toile-recent-categories";
const most = 8;

function recentCategories(): number[] {
  try {
    return z
      .array(z.number())
      .catch([])
      .parse(JSON.parse(localStorage.getItem(storageKey) ?? "[]"));
  } catch {
    return [];
  }
}

export function rememberCategory(id: number): void {
  const recent = [id, ...recentCategories().filter((other) => other !== id)].slice(0, most);
  localStorage.setItem(storageKey, JSON.stringify(recent));
}

/** Those whose name holds every word: the lately chosen first, then those that begin with it, then the fullest. */
export function orderCategories(
  categories: CategoryNode[],
  words: string,
  recent = recentCategories(),
): CategoryNode[] {
  const wanted = words.trim().toLowerCase();
  const place = ({ id, name }: CategoryNode) => {
    const index = recent.indexOf(id);
    if (index >= 0) return index - most;
    return wanted && name.toLowerCase().startsWith(wanted) ? 0 : 1;
  };
  return categories
    .filter(({ name }) => wanted.split(/\s+/).every((word) => name.toLowerCase().includes(word)))
    .sort((a, b) => place(a) - place(b) || b.products - a.products || a.name.localeCompare(b.name));
}
