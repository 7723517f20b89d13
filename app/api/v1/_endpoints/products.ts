import { z } from "zod";
import { photoResponse } from "@/app/api/photos/photo-response";
import { browse, browseOn } from "@/lib/catalogue/browse/data";
import { Amount, BrowseFacets, ProductTile, TilePage } from "@/lib/catalogue/browse/schema";
import { catalogueColumns, categoryTree, valuesInUse } from "@/lib/catalogue/data";
import { productRecord } from "@/lib/catalogue/product-record";
import { CatalogueColumns, CategoryNode, ProductRecord, photoSizes } from "@/lib/catalogue/schema";
import { fixHistory } from "@/lib/flags/fix-history";
import { FixRecord } from "@/lib/flags/schema";
import { undoFix } from "@/lib/flags/undo-fix";
import { endpoint } from "@/lib/http/api/endpoint";
import { productLabels } from "@/lib/labels/product-labels";
import { ProductLabels } from "@/lib/labels/schema";
import { ok } from "@/lib/result";
import { Filters, filtersFrom, ProductId } from "./product-query";

const Place = z
  .string()
  .max(300)
  .regex(/^[wg][012]\..+$/, "That is no place in the list.")
  .describe("`next` or `previous` of the page before.");
const listed = ({ tiles, previous, next }: TilePage) => ({ products: tiles, previous, next });
const reads = { method: "GET", tag: "Products", scope: "products:read", can: "browse" } as const;

export const productEndpoints = [
  endpoint({
    ...reads,
    path: "/products",
    title: "Browse and search the catalogue",
    says: "Sixty products a page, paged by key. Filters of one kind are alternatives, of different kinds all count.",
    query: Filters.extend({ after: Place.optional(), before: Place.optional() }),
    answer: TilePage.omit({ at: true, tiles: true }).extend({
      products: z.array(ProductTile),
      total: Amount.nullable().describe("Of the first page only."),
      corrected: z.string().nullable().describe("The words searched for instead, where the given ones are nowhere."),
    }),
    handle: async ({ by, query: { after, before, ...filters } }) => {
      if (!after && !before) {
        const { page, total, corrected } = await browse(by, filtersFrom(filters));
        return ok({ ...listed(page), total, corrected });
      }
      const page = await browseOn(by, filtersFrom(filters), after ? { after } : { before });
      return page.ok ? ok({ ...listed(page.value), total: null, corrected: null }) : page;
    },
  }),
  endpoint({
    ...reads,
    path: "/facets",
    title: "How many products the filters leave, by category, attribute, season, stock and state",
    says: "Above ten thousand the numbers are estimates and say so.",
    query: Filters,
    answer: BrowseFacets,
    handle: async ({ by, query }) => (await browse(by, filtersFrom(query))).facets,
  }),
  endpoint({
    ...reads,
    path: "/products/{id}",
    title: "One product with where its values come from",
    params: ProductId,
    answer: ProductRecord,
    failures: ["not-found"],
    handle: ({ by, params }) => productRecord(by, params.id),
  }),
  endpoint({
    ...reads,
    path: "/products/{id}/fixes",
    title: "A product's corrections, newest first",
    params: ProductId,
    answer: z.object({ fixes: z.array(FixRecord) }),
    failures: ["not-found"],
    handle: async ({ by, params }) => {
      const found = await productRecord(by, params.id);
      return found.ok ? ok({ fixes: await fixHistory(params.id) }) : found;
    },
  }),
  endpoint({
    ...reads,
    path: "/products/{id}/labels",
    title: "What people have said of a product",
    says: "Pairs that somebody is still to judge are left out. Names are told to those who oversee.",
    params: ProductId,
    answer: ProductLabels,
    failures: ["not-found"],
    handle: async ({ by, params }) => {
      const found = await productRecord(by, params.id);
      return found.ok ? ok(await productLabels(by, params.id)) : found;
    },
  }),
  endpoint({
    method: "POST",
    path: "/fixes/{id}/undo",
    tag: "Products",
    title: "Take one correction back",
    says: "The answer behind it stays on record. Safe to repeat.",
    scope: "products:write",
    can: "judge-flags",
    params: z.object({ id: z.uuid() }),
    answer: z.object({ undone: z.boolean() }),
    failures: ["not-found", "nothing-to-undo"],
    handle: ({ by, params }) => undoFix(by, { fixId: params.id }),
  }),
  endpoint({
    ...reads,
    path: "/categories",
    title: "The taxonomy with the number of listed products",
    answer: z.object({ categories: z.array(CategoryNode) }),
    handle: async () => ({ categories: await categoryTree() }),
  }),
  endpoint({
    ...reads,
    path: "/attributes",
    title: "The columns that the imports named",
    answer: CatalogueColumns,
    handle: () => catalogueColumns(),
  }),
  endpoint({
    ...reads,
    path: "/attributes/{name}/values",
    title: "The values of an attribute, the most common first",
    params: z.object({ name: z.string().min(1).max(200) }),
    answer: z.object({ values: z.array(z.object({ value: z.string(), products: z.int() })) }),
    handle: async ({ params }) => ({ values: await valuesInUse(params.name) }),
  }),
  endpoint({
    ...reads,
    path: "/photos/{sha256}/{size}",
    title: "A photo by its content",
    params: z.object({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      size: z.enum([...(Object.keys(photoSizes) as (keyof typeof photoSizes)[]), "full"]),
    }),
    answer: { types: ["image/webp", "image/jpeg", "image/png", "image/gif"], says: "The photo." },
    failures: ["not-found"],
    handle: ({ params, request }) => photoResponse(params.sha256, params.size, request),
  }),
];
