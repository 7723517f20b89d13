import { count, counted } from "@/app/_ui/figures";
import type { Amount, BrowseState, StockState } from "@/lib/catalogue/browse/schema";

/** "1,204", "~12,000" for an estimate, "1,000+" where counting stopped. */
export function amountText({ n, as }: Amount): string {
  if (as === "about" && n > 0) return `~${count(n)}`;
  return as === "more" ? `${count(n)}+` : count(n);
}

/** The same in a sentence. */
export function totalText({ n, as }: Amount): string {
  if (as === "more") return `more than ${counted(n, "garment")}`;
  return as === "about" ? `about ${counted(n, "garment")}` : counted(n, "garment");
}

export const stateWords: Record<BrowseState, string> = {
  flagged: "Flagged",
  corrected: "Corrected",
  photoless: "Without photo",
  delisted: "No longer listed",
};

export const stockWords: Record<StockState, string> = { in: "In stock", out: "Sold out" };
