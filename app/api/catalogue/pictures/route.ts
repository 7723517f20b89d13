import { z } from "zod";
import { findProducts } from "@/lib/catalogue/search/data";
import { route } from "@/lib/http/route";

const Query = z.object({
  q: z.string().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(50).default(24),
});

export const GET = route({ can: "browse", query: Query }, async ({ query }) => ({
  products: await findProducts(query.q, query.limit),
}));
