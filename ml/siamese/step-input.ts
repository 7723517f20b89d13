import type { TensorFlow } from "@/ml/runtime/backend";
import type { Matrix } from "@/ml/runtime/matrix";
import type { Rng } from "@/ml/runtime/seed";
import type { InputShape, NetworkBatch } from "./network";

/** Products as the network reads them: image [n, image], codes [n, columns] as rows of the joint vocabulary, and the
 *  row of each column's unknown value [columns]. */
export type NetworkItems = { image: Matrix; codes: Int32Array; unknown: Int32Array };

/** The pairs of one member in one step. */
export type MemberPairs = { left: Int32Array; right: Int32Array };

/** Gathers a step's pairs into tensors with every product once per member. Buffers are kept from step to step. */
export class StepInput {
  readonly #tf: TensorFlow;
  readonly #items: NetworkItems;
  readonly #input: InputShape;
  readonly #slotOf: Int32Array;
  #image = new Float32Array(0);
  #codes = new Int32Array(0);

  constructor(tf: TensorFlow, items: NetworkItems, input: InputShape) {
    this.#tf = tf;
    this.#items = items;
    this.#input = input;
    this.#slotOf = new Int32Array(items.image.rows).fill(-1);
  }

  /** Tensors of the step, for the caller to dispose. All members need the same number of pairs. With rng, each attribute
   *  and each image is shown as unknown with chance unknownShare. Throws RangeError when the members differ in length. */
  build(members: MemberPairs[], rng: Rng | null, unknownShare: number): NetworkBatch & { items: number } {
    const b = members[0].left.length;
    if (members.some((m) => m.left.length !== b || m.right.length !== b)) {
      throw new RangeError(`members hold ${members.map((m) => m.left.length)} pairs, they must hold the same number`);
    }
    const unique = members.map((pairs) => this.#uniqueItems(pairs));
    const u = Math.max(...unique.map((m) => m.items.length));
    const sides = { left: new Int32Array(members.length * b), right: new Int32Array(members.length * b) };
    unique.forEach(({ left, right }, m) => {
      for (let s = 0; s < b; s++) {
        sides.left[m * b + s] = m * u + left[s];
        sides.right[m * b + s] = m * u + right[s];
      }
    });
    this.#fill(
      unique.map((m) => m.items),
      u,
      rng,
      unknownShare,
    );
    const { image, columns } = this.#input;
    const tf = this.#tf;
    return {
      items: u,
      image: tf.tensor3d(this.#image.subarray(0, members.length * u * image), [members.length, u, image]),
      codes: tf.tensor1d(this.#codes.subarray(0, members.length * u * columns), "int32"),
      left: tf.tensor1d(sides.left, "int32"),
      right: tf.tensor1d(sides.right, "int32"),
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

  #fill(unique: number[][], u: number, rng: Rng | null, unknownShare: number): void {
    const { image, columns, vocabulary } = this.#input;
    if (this.#image.length < unique.length * u * image) this.#image = new Float32Array(unique.length * u * image * 1.2);
    if (this.#codes.length < unique.length * u * columns)
      this.#codes = new Int32Array(unique.length * u * columns * 1.2);
    const isHidden = () => rng !== null && unknownShare > 0 && rng() < unknownShare;
    unique.forEach((items, m) => {
      for (let slot = 0; slot < u; slot++) {
        // Shorter lists are filled up with their first product; no pair points at those rows.
        const i = items[slot] ?? items[0];
        const at = m * u + slot;
        this.#image.set(this.#items.image.data.subarray(i * image, (i + 1) * image), at * image);
        if (image > 0 && isHidden()) this.#image.fill(0, at * image, (at + 1) * image - 1)[(at + 1) * image - 1] = 1;
        for (let a = 0; a < columns; a++) {
          const code = isHidden() ? this.#items.unknown[a] : this.#items.codes[i * columns + a];
          this.#codes[at * columns + a] = m * vocabulary + code;
        }
      }
    });
  }
}
