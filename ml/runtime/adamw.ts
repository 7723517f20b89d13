import type { Parameters } from "./parameters";

export type AdamWOptions = { weightDecay: number; beta1?: number; beta2?: number; epsilon?: number };

/** Adam with decoupled weight decay (Loshchilov & Hutter 2019), in place on plain arrays: one fused loop costs less
 *  than the ten small kernels a parameter that the tensor form needs. Biases ([m, 1, h]) are not decayed. */
export class AdamW {
  #step = 0;
  readonly #moments = new Map<string, { first: Float32Array; second: Float32Array }>();
  readonly #options: Required<AdamWOptions>;

  constructor(options: AdamWOptions) {
    this.#options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
  }

  /** One update of `parameters` by `gradients` (same names and lengths) at this learning rate. */
  update(parameters: Parameters, gradients: Record<string, Float32Array>, learningRate: number): void {
    this.#step += 1;
    for (const [name, { shape, data }] of Object.entries(parameters)) {
      const gradient = gradients[name];
      if (gradient?.length !== data.length) {
        throw new RangeError(`gradient of ${name} holds ${gradient?.length}, the parameter ${data.length} numbers`);
      }
      const decay = shape.at(-2) === 1 && shape.length > 2 ? 0 : this.#options.weightDecay;
      this.#updateOne(name, data, gradient, learningRate, decay);
    }
  }

  #updateOne(name: string, data: Float32Array, gradient: Float32Array, learningRate: number, decay: number): void {
    const { beta1, beta2, epsilon } = this.#options;
    let moments = this.#moments.get(name);
    if (!moments) {
      moments = { first: new Float32Array(data.length), second: new Float32Array(data.length) };
      this.#moments.set(name, moments);
    }
    const { first, second } = moments;
    const firstScale = learningRate / (1 - beta1 ** this.#step);
    const secondScale = 1 / (1 - beta2 ** this.#step);
    const shrink = 1 - learningRate * decay;
    for (let i = 0; i < data.length; i++) {
      const g = gradient[i];
      first[i] = beta1 * first[i] + (1 - beta1) * g;
      second[i] = beta2 * second[i] + (1 - beta2) * g * g;
      data[i] = data[i] * shrink - (firstScale * first[i]) / (Math.sqrt(second[i] * secondScale) + epsilon);
    }
  }
}

/** Learning rate at `step` of `steps`: linear warm-up over the first `warmUp` share, then half a cosine to zero. */
export function warmUpCosine(step: number, steps: number, peak: number, warmUp = 0.1): number {
  const warmSteps = Math.max(1, Math.floor(steps * warmUp));
  if (step < warmSteps) return (peak * (step + 1)) / warmSteps;
  const share = (step - warmSteps) / Math.max(1, steps - warmSteps);
  return (peak / 2) * (1 + Math.cos(Math.PI * share));
}
