import { z } from "zod";
import { noFilters } from "@/lib/catalogue/browse/rules";
import { productRecord } from "@/lib/catalogue/product-record";
import { mostId } from "@/lib/catalogue/schema";
import { endpoint } from "@/lib/http/api/endpoint";
import { Space } from "@/lib/recommend/neighbours/schema";
import { outfitsWith } from "@/lib/recommend/outfits";
import { partnersOf } from "@/lib/recommend/partners";
import { OutfitCard, PairQuestion, PairScore, Partners, Similar } from "@/lib/recommend/schema";
import { scorePairs } from "@/lib/recommend/score-pairs";
import { similarTo } from "@/lib/recommend/similar-products";
import { ok } from "@/lib/result";
import { ProductId } from "./product-query";

const shared = { tag: "Scores", scope: "scores:read", can: "browse" } as const;
const reads = { ...shared, method: "GET" } as const;
const mostPairs = 1_000;

const SimilarQuery = z.object({
  space: Space.default("looksAlike"),
  limit: z.coerce.number().int().min(1).max(200).default(24),
  categoryId: z.coerce.number().int().min(1).max(mostId).optional(),
  inStock: z.enum(["true", "false"]).optional(),
  priceFrom: z.coerce.number().optional(),
  priceTo: z.coerce.number().optional(),
});

export const scoreEndpoints = [
  endpoint({
    ...shared,
    method: "POST",
    path: "/scores",
    title: "How well products go together",
    says: "By the compatibility version that serves, in the order asked. A pair with an unknown product has no score.",
    body: z.object({ pairs: z.array(PairQuestion).min(1).max(mostPairs) }),
    answer: z.object({ scores: z.array(PairScore) }),
    failures: ["unavailable"],
    handle: async ({ body }) => {
      const scored = await scorePairs(body.pairs);
      return scored.ok ? ok({ scores: scored.value }) : scored;
    },
  }),
  endpoint({
    ...reads,
    path: "/products/{id}/similar",
    title: "What is like a product, and what to sell instead when it is out of stock",
    says: "Nearest first, but what is in stock before the rest when the product is out of stock. `sameGarment` looks past colour.",
    params: ProductId,
    query: SimilarQuery,
    answer: Similar,
    failures: ["not-found", "unavailable"],
    handle: async ({ by, params, query }) => {
      const found = await productRecord(by, params.id);
      if (!found.ok) return found;
      const { space, limit: k, categoryId = null, inStock, priceFrom, priceTo } = query;
      const filters = { ...noFilters, categoryId, stock: inStock === "true" ? ("in" as const) : null };
      return similarTo(found.value, { space, k, filters, priceFrom, priceTo });
    },
  }),
  endpoint({
    ...reads,
    path: "/products/{id}/complements",
    title: "What goes best with a product",
    says: "`state` says whether a version serves and has been asked about this product.",
    params: ProductId,
    answer: Partners,
    failures: ["not-found"],
    handle: async ({ by, params }) => {
      const found = await productRecord(by, params.id);
      return found.ok ? ok(await partnersOf(params.id)) : found;
    },
  }),
  endpoint({
    ...reads,
    path: "/products/{id}/outfits",
    title: "Outfits that a product is worn in",
    params: ProductId,
    answer: z.object({ outfits: z.array(OutfitCard), count: z.int() }),
    failures: ["not-found"],
    handle: async ({ by, params }) => {
      const found = await productRecord(by, params.id);
      return found.ok ? ok(await outfitsWith(params.id)) : found;
    },
  }),
];
