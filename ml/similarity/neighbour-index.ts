import { rowOf } from "../runtime/matrix";
import { rngOf } from "../runtime/seed";
import {
  alongOf,
  asQuery,
  deviationsOf,
  type GarmentSpace,
  garmentSpace,
  mostDeviations,
  squaredLength,
} from "./garment-space";
import { queriesPerPass, rowsPerBlock, SplitRows } from "./split-rows";
import { grown, TermLists } from "./term-lists";

/** looksAlike: the cosine of the embeddings. sameGarment: the cosine without what differs between the colours of one
 *  garment model, see garment-space. */
export type Space = "looksAlike" | "sameGarment";

/** An item with what is filtered by. vector [d] of unit length; group: its garment model; price null where none is known. */
export type IndexedItem = { id: string; vector: Float32Array; group: string; terms: string[]; price: number | null };

/** anyOf: an item has at least one term of each list. Prices as bounds, both included; an item without one fails them. */
export type ItemFilter = { anyOf?: string[][]; priceFrom?: number; priceTo?: number };

/** vector [d] of unit length. Items of `withoutGroup`, those of the garment model of item `withoutGroupOf`, and the item
 *  `withoutId` are no answers. */
export type NeighbourQuery = {
  vector: Float32Array;
  space: Space;
  k: number;
  filter?: ItemFilter;
  withoutGroup?: string;
  withoutGroupOf?: string;
  withoutId?: string;
};
export type Near = { id: string; score: number };

type Asked = NeighbourQuery & {
  codes: Float32Array;
  isAllowed: (row: number) => boolean;
  rows: Int32Array;
  scores: Float64Array;
  found: number;
};

/** Exact nearest neighbours among items that come, change and go, in one thread. */
export class NeighbourIndex {
  readonly #vectors: SplitRows;
  readonly #terms = new TermLists();
  readonly #rowOf = new Map<string, number>();
  #ids: string[] = [];
  #group = new Float64Array(1_024);
  #price = new Float32Array(1_024);
  /** One over the length of each row in the garment space. */
  #inverse = new Float32Array(1_024);
  #space: GarmentSpace | null = null;

  constructor(readonly dimension: number) {
    this.#vectors = new SplitRows(dimension);
  }

  get size(): number {
    return this.#ids.length;
  }
  /** Whether the catalogue has taught the garment space; without it both spaces are one. */
  get hasGarmentSpace(): boolean {
    return this.#space !== null;
  }
  /** Bytes of what grows with the items, their numbers apart. */
  get bytes(): number {
    const arrays = this.#group.byteLength + this.#price.byteLength + this.#inverse.byteLength;
    return this.#vectors.bytes + this.#terms.bytes + arrays;
  }

  has = (id: string): boolean => this.#rowOf.has(id);
  ids = (): readonly string[] => this.#ids;

  vectorOf(id: string): Float32Array | null {
    const row = this.#rowOf.get(id);
    return row === undefined ? null : this.#vectors.get(row);
  }

  reserve(items: number): void {
    this.#vectors.reserve(items);
    if (items <= this.#group.length) return;
    this.#group = grown(this.#group, items);
    this.#price = grown(this.#price, items);
    this.#inverse = grown(this.#inverse, items);
  }

  /** Adds the item, or puts it in the place of the one with its id. Throws RangeError on a vector of another shape. */
  put({ id, vector, group, terms, price }: IndexedItem): void {
    const row = this.#rowOf.get(id) ?? this.size;
    this.reserve(row < this.#group.length ? row + 1 : Math.ceil(1.1 * (row + 1)));
    this.#vectors.set(row, vector);
    this.#terms.set(row, terms);
    this.#group[row] = hash53(group);
    this.#price[row] = price ?? Number.NaN;
    this.#inverse[row] = this.#space ? 1 / Math.sqrt(squaredLength(this.#space, alongOf(this.#space, vector))) : 1;
    if (row < this.size) return;
    this.#ids.push(id);
    this.#rowOf.set(id, row);
  }

  /** Removes an item; one that is not there is no error. The last one takes its row. */
  remove(id: string): void {
    const row = this.#rowOf.get(id);
    if (row === undefined) return;
    const last = this.size - 1;
    if (row < last) {
      this.#vectors.copy(last, row);
      this.#terms.copy(last, row);
      for (const array of [this.#group, this.#price, this.#inverse]) array[row] = array[last]!;
      this.#ids[row] = this.#ids[last]!;
      this.#rowOf.set(this.#ids[row]!, row);
    } else this.#terms.clear(row);
    this.#ids.pop();
    this.#rowOf.delete(id);
  }

  /** The k nearest of each query, best first, ties by the lower row; fewer where fewer are allowed. Any number of queries:
   *  32 share a pass. */
  search(queries: readonly NeighbourQuery[]): Near[][] {
    const asked = queries.map((query) => this.#ask(query));
    for (let from = 0; from < asked.length; from += queriesPerPass)
      this.#pass(asked.slice(from, from + queriesPerPass));
    return asked.map(({ rows, scores, found }) =>
      Array.from({ length: found }, (_, i) => ({ id: this.#ids[rows[i]!]!, score: scores[i]! })),
    );
  }

  #ask(query: NeighbourQuery): Asked {
    const { vector, k, filter = {}, withoutGroup, withoutId } = query;
    if (vector.length !== this.dimension)
      throw new RangeError(`a query has ${vector.length} numbers, the index holds ${this.dimension}`);
    if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is ${k}, a whole number of at least 1 is needed`);
    const matches = this.#terms.matcher(filter.anyOf ?? []);
    const from = Math.fround(filter.priceFrom ?? Number.NEGATIVE_INFINITY);
    const to = Math.fround(filter.priceTo ?? Number.POSITIVE_INFINITY);
    const isPriced = filter.priceFrom !== undefined || filter.priceTo !== undefined;
    const rowOf = (id: string | undefined) => (id === undefined ? -1 : (this.#rowOf.get(id) ?? -1));
    const own = rowOf(withoutId);
    const model = rowOf(query.withoutGroupOf);
    const group = withoutGroup !== undefined ? hash53(withoutGroup) : model >= 0 ? this.#group[model]! : -1;
    const isAllowed = (row: number) =>
      row !== own &&
      this.#group[row] !== group &&
      (!isPriced || (this.#price[row]! >= from && this.#price[row]! <= to)) &&
      matches(row);
    const codes = query.space === "sameGarment" && this.#space ? asQuery(this.#space, vector) : vector;
    const places = Math.min(k, Math.max(1, this.size));
    return { ...query, codes, isAllowed, rows: new Int32Array(places), scores: new Float64Array(places), found: 0 };
  }

  #pass(asked: Asked[]): void {
    const queries = asked.map(({ codes }) => codes);
    this.#vectors.scan(queries, this.size, (from, to, scores) => {
      asked.forEach((one, q) => {
        this.#take(one, from, to, scores, q * rowsPerBlock);
      });
    });
  }

  /** A row is looked at only when its codes leave room for it among the best so far: none that belongs there is missed. */
  #take(one: Asked, from: number, to: number, scores: Int32Array, at: number): void {
    const inverse = one.space === "sameGarment" && this.#space ? this.#inverse : null;
    const { unit, slack } = this.#vectors;
    const last = one.rows.length - 1;
    let floor = floorOf(one, last);
    for (let row = from; row < to; row++) {
      const best = scores[at + row - from]! * unit + slack;
      if (!((inverse ? best * inverse[row]! : best) >= floor) || !one.isAllowed(row)) continue;
      const exact = this.#vectors.dot(row, one.codes) * (inverse ? inverse[row]! : 1);
      if (!(exact > floor)) continue;
      insert(one, row, exact);
      floor = floorOf(one, last);
    }
  }

  /** Learns the garment space from the garment models that come in several items. */
  learnGarmentSpace(): void {
    const deviations = this.#deviations();
    this.#space = deviations && garmentSpace(deviations, rngOf(1));
    this.#inverse.fill(1);
    const space = this.#space;
    if (!space) return;
    const r = space.directions.rows;
    const directions = Array.from({ length: r }, (_, k) => rowOf(space.directions, k));
    const along = new Float64Array(r);
    this.#vectors.scan(directions, this.size, (from, to, scores) => {
      for (let row = from; row < to; row++) {
        for (let k = 0; k < r; k++) along[k] = scores[k * rowsPerBlock + row - from]! * this.#vectors.unit;
        this.#inverse[row] = 1 / Math.sqrt(squaredLength(space, along));
      }
    });
  }

  #deviations() {
    const groups = new Map<number, number[]>();
    // Every so manieth garment model, told by its hash: enough of them, whatever the order of the rows.
    const share = Math.min(1, (2 * mostDeviations) / Math.max(1, this.size)) * 2 ** 53;
    for (let row = 0; row < this.size; row++) {
      if (this.#group[row]! > share) continue;
      const rows = groups.get(this.#group[row]!);
      if (rows) rows.push(row);
      else groups.set(this.#group[row]!, [row]);
    }
    const several = [...groups.values()].filter((rows) => rows.length > 1);
    return deviationsOf(this.#vectorsOf(several), this.dimension);
  }

  *#vectorsOf(models: number[][]): Generator<Float32Array[]> {
    for (const rows of models) yield rows.map((row) => this.#vectors.get(row));
  }

  /** What restore() takes; `planes` are views that hold until the next change. */
  save() {
    const n = this.size;
    return {
      dimension: this.dimension,
      ids: this.#ids,
      space: this.#space,
      group: this.#group.slice(0, n),
      price: this.#price.slice(0, n),
      inverse: this.#inverse.slice(0, n),
      terms: this.#terms.save(n),
      planes: this.#vectors.planes(n),
    };
  }

  /** Makes room for saved items and takes all but their vectors, which are to be written into the planes that it answers. */
  restore(saved: Omit<ReturnType<NeighbourIndex["save"]>, "planes">): Generator<Uint8Array> {
    const n = saved.ids.length;
    this.reserve(n);
    this.#ids = saved.ids;
    this.#rowOf.clear();
    saved.ids.forEach((id, row) => {
      this.#rowOf.set(id, row);
    });
    this.#group.set(saved.group);
    this.#price.set(saved.price);
    this.#inverse.set(saved.inverse);
    this.#terms.restore(saved.terms);
    this.#space = saved.space;
    return this.#vectors.planes(n);
  }
}

const floorOf = ({ found, scores }: Asked, last: number) => (found > last ? scores[last]! : Number.NEGATIVE_INFINITY);

function insert(one: Asked, row: number, score: number): void {
  const { rows, scores } = one;
  let at = Math.min(one.found, rows.length - 1);
  while (at > 0 && scores[at - 1]! < score) {
    scores[at] = scores[at - 1]!;
    rows[at] = rows[at - 1]!;
    at--;
  }
  scores[at] = score;
  rows[at] = row;
  one.found = Math.min(one.found + 1, rows.length);
}

/** Two words of 26 and 27 bits (FNV-1a over UTF-16, twice): two garment models share one once in 10^16. */
function hash53(text: string): number {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
    b ^= b >>> 15;
  }
  return (a >>> 5) * 2 ** 26 + (b >>> 6);
}
