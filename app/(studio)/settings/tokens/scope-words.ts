import type { Scope } from "@/lib/tokens/schema";

/** What each scope opens, as the end of "it may …". */
export const scopeWords: Record<Scope, string> = {
  "products:read": "read the catalogue",
  "products:write": "make rules and take corrections back",
  "scores:read": "ask what goes together and what looks alike",
  "labels:read": "read answers, flags and rules",
  "labels:write": "lease tasks and answer them",
  "imports:write": "import products, stock, outfits and pairs",
  "exports:read": "export labels, fixes, products and embeddings",
};
