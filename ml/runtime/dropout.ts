import { bitsOf } from "./seed";

/** Draws dropout masks into buffers that are used again: fresh megabytes each step cost more than the numbers in them. */
export class DropoutMasks {
  readonly #next: () => number;
  readonly #buffers = new Map<string, Float32Array>();

  constructor(seed: number) {
    this.#next = bitsOf(seed);
  }

  /** `length` numbers, 0 with chance `rate` (to 1/256) and else 1 / kept share. Valid until `name` is drawn again. */
  draw(name: string, length: number, rate: number): Float32Array {
    let mask = this.#buffers.get(name);
    if (!mask || mask.length < length) {
      mask = new Float32Array(Math.ceil(length * 1.1));
      this.#buffers.set(name, mask);
    }
    const values = maskValues(Math.round(rate * 256));
    for (let i = 0; i < length; i += 4) {
      const word = this.#next();
      mask[i] = values[word & 255];
      mask[i + 1] = values[(word >>> 8) & 255];
      mask[i + 2] = values[(word >>> 16) & 255];
      mask[i + 3] = values[word >>> 24];
    }
    return mask.subarray(0, length);
  }
}

/** What each of 256 equally likely bytes stands for. Looked up: a branch that chance decides costs five times as much. */
const maskValues = (dropped: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, byte) => (byte < dropped ? 0 : 256 / (256 - dropped)));
