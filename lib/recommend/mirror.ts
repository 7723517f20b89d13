import { productCards } from "../catalogue/data";
import type { ProductCard, RelatedProduct } from "../catalogue/schema";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { neighboursOfPhoto } from "./neighbours/ask-neighbours";
import { partnersOf } from "./partners";
import { relatedProducts } from "./related-products";
import type { MirrorPartners } from "./schema";

const shown = 6;
/** Looked at so that six garment models are among them. */
const asked = 48;

/** The products that look most like what a photo shows, one of a garment model, best first. The photo goes through to the
 *  search process and is kept nowhere. "invalid": it can't be read, with the reason; "too-large": above 30 MB. */
export async function nearestToPhoto(
  _by: Allowed<"browse">,
  body: ReadableStream<Uint8Array> | null,
): Promise<Result<{ nearest: RelatedProduct[] }, "invalid" | "too-large" | "too-many" | "unavailable">> {
  if (!body) return fail("invalid", "The photo is empty.");
  const answer = await neighboursOfPhoto(body, { k: asked });
  if (!answer.ok) return answer;
  const { found } = answer.value;
  const near = await relatedProducts(
    found.map(({ id }) => id),
    found.map(({ score }) => score),
  );
  return ok({ nearest: firstOfEach(near, ({ product }) => product.groupId).slice(0, shown) });
}

/** What goes with a product by the version that serves; before it has been asked, nothing. */
export async function mirrorPartners(
  _by: Allowed<"browse">,
  productId: string,
): Promise<Result<MirrorPartners, "not-found">> {
  const [cards, partners] = await Promise.all([productCards([productId]), partnersOf(productId)]);
  const product: ProductCard | undefined = cards.get(productId);
  if (!product) return fail("not-found");
  const scored = partners.state === "scored" ? partners.partners : [];
  return ok({ product, isAsked: partners.state === "scored", partners: scored.slice(0, shown) });
}

function firstOfEach<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((one) => {
    const isNew = !seen.has(keyOf(one));
    seen.add(keyOf(one));
    return isNew;
  });
}
