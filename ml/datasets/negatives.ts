import { drawIndex, type Rng } from "@/ml/runtime/seed";
import { pairKey } from "./pairs";

/** Where a negative's replaced end is drawn from; the shares need not sum to 1, they are taken relative to their sum. */
export type NegativeMix = { sameFamilySeason: number; sameFamily: number; random: number };

/** Most replaced ends share family and season with the true one: other seasons give a negative away, and other families
 *  are learnt from a few. */
export const DEFAULT_NEGATIVE_MIX: NegativeMix = { sameFamilySeason: 0.8, sameFamily: 0.1, random: 0.1 };

type Items = { family: Int32Array; season: Int32Array };

/** Draws negatives of true pairs by replacing one end, never by a product that forms a known pair with the other. */
export class NegativeSampler {
  readonly #n: number;
  readonly #family: Int32Array;
  readonly #season: Int32Array;
  readonly #pool: Int32Array;
  readonly #byFamily: Map<number, number[]>;
  readonly #byFamilySeason: Map<string, number[]>;
  readonly #known: Set<number>;

  /** pool: products that may be drawn. known: keys of the pairs that are no negatives (see pairKeys). */
  constructor({ family, season }: Items, pool: Int32Array, known: Set<number>) {
    this.#n = family.length;
    this.#family = family;
    this.#season = season;
    this.#pool = pool;
    this.#known = known;
    this.#byFamily = groupBy(pool, (i) => family[i]);
    this.#byFamilySeason = groupBy(pool, (i) => `${family[i]}/${season[i]}`);
  }

  /** A product to stand beside `kept` instead of `replaced`; the mix is widened when its first choice holds nobody.
   *  null when no product of the pool can. */
  draw(rng: Rng, kept: number, replaced: number, mix: NegativeMix): number | null {
    const { sameFamilySeason, sameFamily, random } = mix;
    const dice = rng() * (sameFamilySeason + sameFamily + random);
    const narrowest = dice < sameFamilySeason ? 0 : dice < sameFamilySeason + sameFamily ? 1 : 2;
    for (let width = narrowest; width < 3; width++) {
      const found = this.#drawFrom(this.#candidates(width, replaced), rng, kept, replaced);
      if (found !== null) return found;
    }
    return null;
  }

  /** The same, from the products of the same family and season only; null when there is none. */
  drawSameFamilySeason(rng: Rng, kept: number, replaced: number): number | null {
    return this.#drawFrom(this.#candidates(0, replaced), rng, kept, replaced);
  }

  #candidates(width: number, replaced: number): ArrayLike<number> {
    if (width === 0) return this.#byFamilySeason.get(`${this.#family[replaced]}/${this.#season[replaced]}`) ?? [];
    if (width === 1) return this.#byFamily.get(this.#family[replaced]) ?? [];
    return this.#pool;
  }

  #drawFrom(candidates: ArrayLike<number>, rng: Rng, kept: number, replaced: number): number | null {
    // A few blind tries find one in a list of any size; a short list of partners may hold none at all.
    for (let attempt = 0; attempt < 8 && candidates.length > 0; attempt++) {
      const i = candidates[drawIndex(rng, candidates.length)];
      if (i !== kept && i !== replaced && !this.#known.has(pairKey(kept, i, this.#n))) return i;
    }
    return null;
  }
}

function groupBy<K>(values: Int32Array, keyOf: (value: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
