import type { Rng } from "@/ml/runtime/seed";
import type { Neighbours } from "@/ml/similarity/exact";
import type { CatalogueArrays } from "../../models/catalogue-arrays";

/** Partners that a version is asked about for each product, and of those how many are kept. */
const askedPerProduct = 60;
const kept = 12;
/** So that twelve partners are not twelve pairs of shoes. */
const keptPerFamily = 3;

type World = Pick<CatalogueArrays, "family" | "group" | "delisted">;

/** Pairs to score for partners → [p, 2], each product first in its own: drawn among what is on sale of the families that
 *  outfits combine with its own (any other family where outfits say nothing), as often as outfits do; what its garment
 *  model is worn with comes first. */
export function partnerCandidates({ family, group, delisted }: World, worn: Int32Array, rng: Rng): Int32Array {
  const members = new Map<number, number[]>();
  for (let i = 0; i < family.length; i++) {
    if (delisted[i] || family[i]! < 0) continue;
    const list = members.get(family[i]!);
    if (list) list.push(i);
    else members.set(family[i]!, [i]);
  }
  const { familyPartners, groupPartners } = tiesOf(worn, family, group);
  const anyOther = [...members.keys()];
  const pairs: number[] = [];
  for (let i = 0; i < family.length; i++) {
    if (delisted[i] || family[i]! < 0) continue;
    const seen = new Set<number>();
    const ask = (other: number) => {
      if (seen.size >= askedPerProduct || seen.has(other) || delisted[other] || group[other] === group[i]) return;
      seen.add(other);
      pairs.push(i, other);
    };
    for (const other of groupPartners.get(group[i]!) ?? []) ask(other);
    const known = familyPartners.get(family[i]!);
    const families = known ?? anyOther.filter((other) => other !== family[i]);
    // More draws than places: some fall on one that is asked about already.
    for (let draw = 0; draw < 2 * askedPerProduct && families.length > 0; draw++) {
      const list = members.get(families[Math.floor(rng() * families.length)]!);
      if (list) ask(list[Math.floor(rng() * list.length)]!);
    }
  }
  return Int32Array.from(pairs);
}

/** familyPartners: a family stands in the list as often as outfits combine the two, so a draw follows the outfits. */
function tiesOf(worn: Int32Array, family: Int32Array, group: Int32Array) {
  const familyPartners = new Map<number, number[]>();
  const groupPartners = new Map<number, Set<number>>();
  const tie = (a: number, b: number) => {
    const partners = familyPartners.get(family[a]!) ?? [];
    if (family[a] !== family[b]) partners.push(family[b]!);
    familyPartners.set(family[a]!, partners);
    groupPartners.set(group[a]!, (groupPartners.get(group[a]!) ?? new Set()).add(b));
  };
  for (let p = 0; p < worn.length; p += 2) {
    tie(worn[p]!, worn[p + 1]!);
    tie(worn[p + 1]!, worn[p]!);
  }
  return { familyPartners, groupPartners };
}

/** The best twelve of what was asked about for each product, at most three of a family and one of a garment model. */
export function bestPartners({ family, group }: World, pairs: Int32Array, compatibility: Float32Array): Neighbours {
  const n = family.length;
  const asked = new Map<number, number[]>();
  for (let p = 0; p < compatibility.length; p++) {
    const list = asked.get(pairs[2 * p]!);
    if (list) list.push(p);
    else asked.set(pairs[2 * p]!, [p]);
  }
  const found = { k: kept, index: new Int32Array(n * kept).fill(-1), score: new Float32Array(n * kept) };
  for (const [i, places] of asked) {
    const perFamily = new Map<number, number>();
    const groups = new Set<number>();
    let at = i * kept;
    for (const p of places.sort((a, b) => compatibility[b]! - compatibility[a]! || a - b)) {
      const other = pairs[2 * p + 1]!;
      const taken = perFamily.get(family[other]!) ?? 0;
      if (taken >= keptPerFamily || groups.has(group[other]!)) continue;
      perFamily.set(family[other]!, taken + 1);
      groups.add(group[other]!);
      found.index[at] = other;
      found.score[at] = compatibility[p]!;
      if (++at === (i + 1) * kept) break;
    }
  }
  return found;
}
