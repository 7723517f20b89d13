import { z } from "zod";
import { productRecord } from "@/lib/catalogue/product-record";
import { endpoint } from "@/lib/http/api/endpoint";
import { outfitsWith } from "@/lib/recommend/outfits";
import { partnersOf } from "@/lib/recommend/partners";
import { similarTo } from "@/lib/recommend/replacements";
import { OutfitCard, PairQuestion, PairScore, Partners, Similar } from "@/lib/recommend/schema";
import { scorePairs } from "@/lib/recommend/score-pairs";
import { fail, ok } from "@/lib/result";
import { ProductId } from "./product-query";

const shared = { tag: "Scores", scope: "scores:read", can: "browse" } as const;
const reads = { ...shared, method: "GET" } as const;
const mostPairs = 1_000;

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
    title: "What looks like a product, and what to sell instead when it is out of stock",
    params: ProductId,
    answer: Similar,
    failures: ["not-found", "unavailable"],
    handle: async ({ by, params }) => {
      const found = await productRecord(by, params.id);
      if (!found.ok) return found;
      const similar = await similarTo(found.value);
      return similar ? ok(similar) : fail("unavailable", "The worker has not looked for what is alike yet.");
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
