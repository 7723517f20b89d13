import type { CatalogueColumns } from "../schema";
import { chosenTerms, conditionsOf, targetLevel } from "./conditions";
import type { Taxonomy } from "./data";
import { attributeFacetKey, marksFor, roundEstimate, sampleMarks, termOf } from "./rules";
import type { Amount, Browsed, BrowseFacets, BrowseFilters, Facet, TreeNode } from "./schema";
import { type Conditions, countMatches, countStates, countTerms, type Few, withMarks } from "./sql";

type World = { columns: CatalogueColumns; nodes: Taxonomy };

/** Counted exactly where they are few; else in a random part, and multiplied. */
type Tally = { amountOf(term: string): Amount; total: Amount; valuesOf(prefix: string): [string, Amount][] };

/** From here on one mark is sample enough. */
const enoughForOneMark = 1_500;
const valuesListed = 200;
const statesCountedUpTo = 1_000;

type Tallies = ReadonlyMap<string, Tally>;

/** Of each facet in which something is chosen, by its key: counted without its own choice, for its values are
 *  alternatives, and one more would add to the list. */
export async function tallyChosen(filters: BrowseFilters, nodes: Taxonomy, query: string | null): Promise<Tallies> {
  const counted = chosenTerms(filters, nodes).map(
    async ([key]) => [key, await tally({ ...conditionsOf(filters, nodes, key), query })] as const,
  );
  return new Map(await Promise.all(counted));
}

/** How many there are under each value; where something is chosen, by tallyChosen(). */
export async function countFacets(
  conditions: Conditions,
  filters: BrowseFilters,
  { columns, nodes }: World,
  { few: { matches, set, inOneMark }, chosen }: { few: Few; chosen: Promise<Tallies> },
): Promise<Pick<Browsed, "total" | "facets">> {
  const [all, states, own] = await Promise.all([
    set ? tallyFrom({ products: matches, terms: set.terms }, 1) : tally(conditions, inOneMark),
    countStates({ ...conditions, isFlagged: false, isPhotoless: false }, statesCountedUpTo, {
      // Each of these filters leaves its own count as it is, and narrows the other's.
      flagged: set && !conditions.isPhotoless ? set.flagged : null,
      photoless: set && !conditions.isFlagged ? set.photoless : null,
    }),
    chosen,
  ]);
  const tallyOf = (key: string) => own.get(key) ?? all;
  const upTo = (n: number): Amount =>
    n > statesCountedUpTo ? { n: statesCountedUpTo, as: "more" } : { n, as: "exact" };
  return {
    total: all.total,
    facets: {
      tree: treeOf(nodes, tallyOf("category")),
      facets: [
        ...columns.attributes.map(({ name, label }) => ({
          key: attributeFacetKey(name),
          label,
          values: valuesOf(
            tallyOf(attributeFacetKey(name)),
            termOf.attribute(name, ""),
            filters.attributes[name] ?? [],
          ),
        })),
        { key: "season", label: "Season", values: valuesOf(tallyOf("season"), termOf.season(""), filters.seasons) },
      ].filter(({ values }) => values.length > 0),
      stock: {
        in: tallyOf("stock").amountOf(termOf.stock("in")),
        out: tallyOf("stock").amountOf(termOf.stock("out")),
      },
      states: {
        flagged: upTo(states.flagged),
        photoless: upTo(states.photoless),
        delisted: upTo(states.delisted),
        corrected: all.amountOf(termOf.corrected),
      },
    },
  };
}

/** Of a set that nobody has counted, or that is large. */
async function tally(conditions: Conditions, inOneMark?: number): Promise<Tally> {
  const part = (marks: string[]) => withMarks(conditions, marks);
  const marks = marksFor(inOneMark ?? (await countMatches(part(marksFor(Number.POSITIVE_INFINITY)), enoughForOneMark)));
  return marks.length === sampleMarks
    ? tallyFrom(await countTerms(conditions), 1)
    : tallyFrom(await countTerms(part(marks)), sampleMarks / marks.length);
}

function tallyFrom({ products, terms }: Awaited<ReturnType<typeof countTerms>>, factor: number): Tally {
  const amount = (n: number): Amount =>
    factor === 1 ? { n, as: "exact" } : { n: roundEstimate(n * factor), as: "about" };
  return {
    total: amount(products),
    amountOf: (term) => amount(terms.get(term) ?? 0),
    valuesOf: (prefix) =>
      [...terms]
        .filter(([term]) => term.startsWith(prefix))
        .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
        .map(([term, n]) => [term.slice(prefix.length), amount(n)]),
  };
}

function valuesOf(from: Tally, prefix: string, chosen: string[]): Facet["values"] {
  const counted = from.valuesOf(prefix).slice(0, valuesListed);
  const missing = chosen.filter((value) => !counted.some(([other]) => other === value));
  return [...missing.map((value) => [value, from.amountOf(prefix + value)] as const), ...counted].map(
    ([value, amount]) => ({ value, amount }),
  );
}

/** Nodes above the target are the sum of what lies under them. */
function treeOf(nodes: Taxonomy, from: Tally): BrowseFacets["tree"] {
  const target = targetLevel(nodes);
  const tree: TreeNode[] = nodes.map(({ id, level, name, parentId }) => {
    const term = level > target ? termOf.below(level, name) : termOf.category(id);
    return { id, level, name, parentId, amount: level < target ? { n: 0, as: from.total.as } : from.amountOf(term) };
  });
  const byId = new Map(tree.map((node) => [node.id, node]));
  for (const { level, parentId, amount } of tree.toReversed()) {
    const parent = level <= target ? byId.get(parentId ?? -1) : undefined;
    if (parent) parent.amount = { n: parent.amount.n + amount.n, as: amount.as };
  }
  return tree;
}
