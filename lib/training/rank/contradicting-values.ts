import type { NewFlag } from "../../flags/schema";
import type { CatalogueArrays } from "../../models/catalogue-arrays";

/** A value speaks against the given category when it is this many times as common under the proposed one, and is not
 *  simply rare: at least so large a share there, from at least so many products on either side. */
const timesAsCommon = 4;
const leastShare = 0.1;
const leastProducts = 10;
const mostSaid = 2;

/** In words, which values of a product are common under the proposed category and rare under the given one, most telling
 *  first, at most two; nothing for flags that are not about a category. Suspects are not counted. */
export function contradictingValues(
  { columns, attributes, family, delisted, categories, productIds, rowOf }: CatalogueArrays,
  suspects: ReadonlySet<string>,
) {
  const shares = countShares();
  return (flag: NewFlag): string[] => {
    const row = rowOf.get(flag.productId);
    if (flag.kind !== "category" || row === undefined) return [];
    const [given, proposed] = [flag.givenCategoryId, flag.proposedCategoryId].map((id) =>
      categories.findIndex((category) => category.id === id),
    ) as [number, number];
    return columns
      .flatMap((column, a) => {
        const code = attributes[row * columns.length + a]!;
        if (code === 0) return [];
        const [there, here] = [shares.of(proposed, a, code), shares.of(given, a, code)];
        if (there === null || here === null || there < leastShare || there < timesAsCommon * here) return [];
        const names = [categories[proposed]!.name, categories[given]!.name];
        const text = `${column.name} ${column.values[code]}: ${percent(there)} of ${names[0]}, ${percent(here)} of ${names[1]}`;
        return [{ text, weight: there / (here + 0.01) }];
      })
      .sort((a, b) => b.weight - a.weight)
      .slice(0, mostSaid)
      .map(({ text }) => text);
  };

  function countShares() {
    const counts = new Map<string, number>();
    const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
    productIds.forEach((id, row) => {
      if (delisted[row] === 1 || family[row]! < 0 || suspects.has(id)) return;
      columns.forEach((_, a) => {
        const code = attributes[row * columns.length + a]!;
        if (code === 0) return;
        add(`${family[row]} ${a}`);
        add(`${family[row]} ${a} ${code}`);
      });
    });
    return {
      of: (category: number, a: number, code: number): number | null => {
        const all = counts.get(`${category} ${a}`) ?? 0;
        return all < leastProducts ? null : (counts.get(`${category} ${a} ${code}`) ?? 0) / all;
      },
    };
  }
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
