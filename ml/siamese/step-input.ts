import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, rowOf } from "@/ml/runtime/matrix";
import { drawIndex, type Rng } from "@/ml/runtime/seed";
import type { InputShape, NetworkBatch } from "./network";

/** Products as the network reads them. dense [n, dense]: blocks side by side (image, description) of the given widths,
 *  each with 1 in its last place where it is missing. codes [values, n, columns]: rows of the joint vocabulary. unknown
 *  [columns]: the row of each column's unknown value. */
export type NetworkItems = {
  dense: Matrix;
  blocks: number[];
  codes: Int32Array;
  unknown: Int32Array;
  views?: ItemViews;
};

/** Other ways to see the first block: those of product i are the rows start[i] … start[i + 1] − 1 of `rows`. */
export type ItemViews = { start: Int32Array; rows: Matrix };

/** The pairs of one member in one step. */
export type MemberPairs = { left: Int32Array; right: Int32Array };

/** How a training step disturbs what it shows, so that the network learns not to rely on it. */
export type Disturbance = { rng: Rng; unknownShare: number; viewShare: number };

/** Gathers a step's pairs into tensors with every product once per member. Buffers are kept from step to step. */
export class StepInput {
  readonly #tf: TensorFlow;
  readonly #items: NetworkItems;
  readonly #input: InputShape;
  readonly #slotOf: Int32Array;
  #dense = new Float32Array(0);
  #codes: Int32Array[] = [];

  constructor(tf: TensorFlow, items: NetworkItems, input: InputShape) {
    this.#tf = tf;
    this.#items = items;
    this.#input = input;
    this.#slotOf = new Int32Array(items.dense.rows).fill(-1);
  }

  /** Tensors of the step, for the caller to dispose. All members need the same number of pairs. Throws RangeError when
   *  the members differ in length. */
  build(members: MemberPairs[], disturbance: Disturbance | null): NetworkBatch & { items: number } {
    const b = members[0].left.length;
    if (members.some((m) => m.left.length !== b || m.right.length !== b)) {
      throw new RangeError(`members hold ${members.map((m) => m.left.length)} pairs, they must hold the same number`);
    }
    const unique = members.map((pairs) => this.#uniqueItems(pairs));
    const u = Math.max(...unique.map((m) => m.items.length));
    const sides = [new Int32Array(members.length * b), new Int32Array(members.length * b)];
    unique.forEach(({ left, right }, m) => {
      for (let s = 0; s < b; s++) {
        sides[0][m * b + s] = m * u + left[s];
        sides[1][m * b + s] = m * u + right[s];
      }
    });
    this.#fill(
      unique.map((m) => m.items),
      u,
      disturbance,
    );
    const { dense, columns } = this.#input;
    const tf = this.#tf;
    return {
      items: u,
      dense: tf.tensor3d(this.#dense.subarray(0, members.length * u * dense), [members.length, u, dense]),
      codes: this.#codes.map((codes) => tf.tensor1d(codes.subarray(0, members.length * u * columns), "int32")),
      sides: sides.map((side) => tf.tensor1d(side, "int32")),
    };
  }

  #uniqueItems({ left, right }: MemberPairs): { items: number[]; left: Int32Array; right: Int32Array } {
    const items: number[] = [];
    const slots = (side: Int32Array) =>
      side.map((i) => {
        if (this.#slotOf[i] < 0) this.#slotOf[i] = items.push(i) - 1;
        return this.#slotOf[i];
      });
    const result = { items, left: slots(left), right: slots(right) };
    for (const i of items) this.#slotOf[i] = -1;
    return result;
  }

  #fill(unique: number[][], u: number, disturbance: Disturbance | null): void {
    const { dense, columns } = this.#input;
    this.#makeRoom(unique.length * u * dense, unique.length * u * columns);
    unique.forEach((items, m) => {
      for (let slot = 0; slot < u; slot++) {
        // Shorter lists are filled up with their first product; no pair points at those rows.
        const i = items[slot] ?? items[0];
        const at = m * u + slot;
        this.#fillDense(this.#dense.subarray(at * dense, (at + 1) * dense), i, disturbance);
        this.#fillCodes(at * columns, i, m, disturbance);
      }
    });
  }

  #makeRoom(dense: number, codes: number): void {
    const { rows } = this.#items.dense;
    const values = this.#input.columns === 0 ? 0 : this.#items.codes.length / (rows * this.#input.columns);
    if (this.#dense.length < dense) this.#dense = new Float32Array(dense * 1.2);
    if (this.#codes.length !== values || (values > 0 && this.#codes[0].length < codes)) {
      this.#codes = Array.from({ length: values }, () => new Int32Array(codes * 1.2));
    }
  }

  #fillDense(row: Float32Array, i: number, disturbance: Disturbance | null): void {
    const { dense, blocks, views } = this.#items;
    row.set(rowOf(dense, i));
    if (!disturbance) return;
    const { rng, unknownShare, viewShare } = disturbance;
    const count = views ? views.start[i + 1] - views.start[i] : 0;
    if (views && count > 0 && rng() < viewShare) row.set(rowOf(views.rows, views.start[i] + drawIndex(rng, count)));
    let at = 0;
    for (const width of blocks) {
      if (unknownShare > 0 && rng() < unknownShare) row.fill(0, at, at + width - 1)[at + width - 1] = 1;
      at += width;
    }
  }

  #fillCodes(at: number, i: number, m: number, disturbance: Disturbance | null): void {
    const { columns, vocabulary } = this.#input;
    const { codes, unknown, dense } = this.#items;
    for (let a = 0; a < columns; a++) {
      const isHidden = disturbance && disturbance.unknownShare > 0 && disturbance.rng() < disturbance.unknownShare;
      this.#codes.forEach((values, v) => {
        const code = isHidden ? unknown[a] : codes[(v * dense.rows + i) * columns + a];
        values[at + a] = m * vocabulary + code;
      });
    }
  }
}
