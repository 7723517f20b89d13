import { DEFAULT_NOISE } from "@/ml/datasets/sources";
import { db } from "../../db";
import type { CatalogueArrays } from "../../models/catalogue-arrays";
import { pairKeyOf } from "./compatibility";
import type { judgedPairs } from "./judged-pairs";

type Judged = Awaited<ReturnType<typeof judgedPairs>>;

/** Adds what people elsewhere said of pairs. They weigh what is left of one answer after the noise of another house's
 *  taste, however many they were. What the house has judged itself stands; pairs with a holdout end and gold are left out:
 *  other people's answers neither evaluate a version nor teach it what measures people. */
export async function withImported(own: Judged, catalogue: CatalogueArrays): Promise<Judged> {
  const [rows, gold] = await Promise.all([
    db().importedJudgement.findMany({ orderBy: [{ productAId: "asc" }, { productBId: "asc" }, { source: "asc" }] }),
    db().goldPair.findMany({
      where: { retiredAt: null },
      select: { pair: { select: { productAId: true, productBId: true } } },
    }),
  ]);
  const keyOf = pairKeyOf(catalogue);
  const place = (id: string) => catalogue.rowOf.get(id) ?? -1;
  const { judged, judgedY, judgedWeight } = own.arrays;
  const taken = new Set(gold.map(({ pair }) => keyOf(place(pair.productAId), place(pair.productBId))));
  for (let p = 0; p < judgedY.length; p++) taken.add(keyOf(judged[2 * p]!, judged[2 * p + 1]!));
  const [pairs, fits]: [number[], number[]] = [[], []];
  for (const row of rows) {
    const [a, b] = [place(row.productAId), place(row.productBId)];
    if (a < 0 || b < 0 || catalogue.holdout[a] === 1 || catalogue.holdout[b] === 1 || taken.has(keyOf(a, b))) continue;
    taken.add(keyOf(a, b));
    pairs.push(a, b);
    fits.push(row.fits);
  }
  if (fits.length === 0) return own;
  const weight = fits.map(() => 1 - DEFAULT_NOISE.imported);
  return {
    arrays: {
      ...own.arrays,
      judged: Int32Array.from([...judged, ...pairs]),
      judgedY: Float32Array.from([...judgedY, ...fits]),
      judgedWeight: Float32Array.from([...judgedWeight, ...weight]),
    },
    counts: { ...own.counts, "judged pairs from elsewhere": fits.length },
    explained: Uint8Array.from([...own.explained, ...fits.map(() => 0)]),
  };
}
