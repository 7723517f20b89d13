import { type Rng, sampleDistinct } from "@/ml/runtime/seed";
import type { NewFlag } from "../../flags/schema";
import { categoryFlag, isJudgeable } from "./flags-from";
import type { JudgedProduct } from "./judge-catalogue";

/** So many random looks wait at least, so that a clean catalogue can be shown to be clean. */
const leastAudits = 20;

type Draw = {
  versionId: string;
  products: readonly JudgedProduct[];
  /** Products that wait for a random look already: they count, and are not drawn again. */
  waiting: ReadonlySet<string>;
  /** Flags that stand in the ranked queue. */
  ranked: number;
  /** Share of the whole queue that is drawn. */
  share: number;
};

/** Random looks at the catalogue's categories as flags of the uniform slice: drawn from every product on sale that no
 *  reviewer has settled, suspect or not, of the holdout too, until they are `share` of the queue. Each keeps the chance
 *  with which it was drawn; those that wait are renewed, with the chance that they have. Throws RangeError on a share
 *  outside 0..1; at 1 everything is drawn. */
export function drawAudits({ versionId, products, waiting, ranked, share }: Draw, rng: Rng): NewFlag[] {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`the share of audits is ${share}, expected 0 to 1`);
  const pool = products.filter((product) => isJudgeable(product) && !waiting.has(product.productId));
  const wanted = share === 0 ? 0 : Math.max(leastAudits, Math.round((share / (1 - share)) * ranked)) - waiting.size;
  const count = Math.min(pool.length, Math.max(0, wanted));
  const look = (product: JudgedProduct, propensity: number | null): NewFlag => ({
    ...categoryFlag(versionId, product),
    slice: "uniform",
    propensity,
  });
  const renewed = products.filter((product) => isJudgeable(product) && waiting.has(product.productId));
  return [
    ...renewed.map((product) => look(product, null)),
    ...Array.from(sampleDistinct(rng, pool.length, count), (place) => look(pool[place]!, count / pool.length)),
  ];
}
