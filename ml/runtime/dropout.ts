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
    const dropped = Math.round(rate * 256);
    const kept = 256 / (256 - dropped);
    for (let i = 0; i < length; i += 4) {
      const word = this.#next();
      mask[i] = (word & 255) < dropped ? 0 : kept;
      mask[i + 1] = ((word >>> 8) & 255) < dropped ? 0 : kept;
      mask[i + 2] = ((word >>> 16) & 255) < dropped ? 0 : kept;
      mask[i + 3] = word >>> 24 < dropped ? 0 : kept;
    }
    return mask.subarray(0, length);
  }
}
