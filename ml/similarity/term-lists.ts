/** Short lists of words, one a row, as numbers in one array: a list that changes goes to the end, and the array is packed
 *  when half of it is given up. */
export class TermLists {
  readonly #numbers = new Map<string, number>();
  #start = new Int32Array(1_024);
  #count = new Uint16Array(1_024);
  #arena = new Int32Array(8_192);
  #end = 0;
  #live = 0;

  get bytes(): number {
    return this.#start.byteLength + this.#count.byteLength + this.#arena.byteLength;
  }

  set(row: number, terms: readonly string[]): void {
    this.#reserve(row + 1);
    if (terms.length > this.#count[row]!) {
      this.clear(row);
      this.#room(terms.length);
      this.#start[row] = this.#end;
      this.#end += terms.length;
    }
    this.#live += terms.length - this.#count[row]!;
    const start = this.#start[row]!;
    this.#count[row] = terms.length;
    terms.forEach((term, i) => {
      this.#arena[start + i] = this.#numberOf(term);
    });
  }

  copy(from: number, to: number): void {
    this.#live -= this.#count[to]!;
    this.#start[to] = this.#start[from]!;
    this.#count[to] = this.#count[from]!;
    this.#count[from] = 0;
  }

  clear(row: number): void {
    this.#live -= this.#count[row]!;
    this.#count[row] = 0;
  }

  /** Whether a row holds at least one term of each list; every row does of none. */
  matcher(anyOf: readonly (readonly string[])[]): (row: number) => boolean {
    const wanted = anyOf.map((terms) => {
      const marks = new Uint8Array(this.#numbers.size);
      for (const term of terms) {
        const number = this.#numbers.get(term);
        if (number !== undefined) marks[number] = 1;
      }
      return marks;
    });
    return (row) => wanted.every((marks) => this.#holds(row, marks));
  }

  #holds(row: number, marks: Uint8Array): boolean {
    const start = this.#start[row]!;
    for (let at = start; at < start + this.#count[row]!; at++) if (marks[this.#arena[at]!]) return true;
    return false;
  }

  /** What restore() takes, of rows 0 … rows − 1. */
  save(rows: number): { terms: string[]; count: Uint16Array<ArrayBuffer>; arena: Int32Array<ArrayBuffer> } {
    this.#pack(rows);
    return {
      terms: [...this.#numbers.keys()],
      count: this.#count.slice(0, rows),
      arena: this.#arena.slice(0, this.#end),
    };
  }

  restore({ terms, count, arena }: ReturnType<TermLists["save"]>): void {
    this.#numbers.clear();
    for (const term of terms) this.#numbers.set(term, this.#numbers.size);
    this.#count = new Uint16Array(Math.max(1_024, count.length));
    this.#count.set(count);
    this.#start = new Int32Array(this.#count.length);
    for (let row = 1; row < count.length; row++) this.#start[row] = this.#start[row - 1]! + count[row - 1]!;
    this.#arena = arena;
    this.#end = this.#live = arena.length;
  }

  #numberOf(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    this.#numbers.set(term, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  #reserve(rows: number): void {
    if (rows <= this.#start.length) return;
    const length = Math.max(rows, Math.ceil(1.2 * this.#start.length));
    this.#start = grown(this.#start, length);
    this.#count = grown(this.#count, length);
  }

  #room(terms: number): void {
    if (this.#end + terms <= this.#arena.length) return;
    if (this.#live < this.#end / 2) this.#pack(this.#start.length);
    if (this.#end + terms > this.#arena.length)
      this.#arena = grown(this.#arena, Math.ceil(1.2 * (this.#end + terms)) + 1_024);
  }

  #pack(rows: number): void {
    const arena = new Int32Array(this.#arena.length);
    let end = 0;
    for (let row = 0; row < rows; row++) {
      const [start, count] = [this.#start[row]!, this.#count[row]!];
      arena.set(this.#arena.subarray(start, start + count), end);
      this.#start[row] = end;
      end += count;
    }
    this.#arena = arena;
    this.#end = this.#live = end;
  }
}

export function grown<T extends Int32Array | Uint16Array | Float32Array | Float64Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array as never);
  return larger;
}
