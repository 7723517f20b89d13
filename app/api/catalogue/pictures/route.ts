import { z } from "zod";
import { findProducts } from "@/lib/catalogue/browse/data";
import { route } from "@/lib/http/route";

const Query = z.object({ q: z.string().max(200).default("") });

export const GET = route({ can: "browse", query: Query }, async ({ by, query }) => {
  const products = await findProducts(by, query.q);
  return { products: products.filter(({ photos }) => photos.length > 0) };
});
