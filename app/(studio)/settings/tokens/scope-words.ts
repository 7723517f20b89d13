import type { Scope } from "@/lib/tokens/schema";

/** What each scope opens, as the end of "it may …". */
export const scopeWords: Record<Scope, string> = {
  "products:read": "read the catalogue",
  "products:write": "make rules and take corrections back",
  "scores:read": "ask what goes together and what looks alike",
  "labels:read": "read answers, flags and rules",
  "labels:write": "lease tasks and answer them",
  "imports:write": "import products, stock, outfits and pairs",
  "exports:read": "export labels, fixes, products, embeddings, scores and neighbours",
  "training:read": "read training runs and versions",
  "training:write": "start and cancel training, promote and roll back",
  "settings:read": "read the house's settings",
  "settings:write": "change the house's settings",
  "people:read": "read who may sign in",
  "people:write": "invite people, change roles, deactivate accounts",
};
