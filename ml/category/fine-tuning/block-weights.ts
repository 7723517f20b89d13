import { AdamW } from "@/ml/runtime/adamw";
import { type Parameters, zeros } from "@/ml/runtime/parameters";
import type { FineTuningConfig } from "./config";

/** A block's weights as pretrained + spread · change: a step is a share of each tensor's own spread, and decay of the change
 *  pulls towards the pretrained weights (L2-SP). */
export class BlockWeights {
  /** The weights of now, changed in place by update(). */
  readonly current: Parameters;
  readonly #change: Parameters;
  readonly #average: Parameters;
  readonly #spread: Record<string, number>;
  readonly #optimiser: AdamW;
  #steps = 0;

  constructor(
    readonly pretrained: Parameters,
    readonly config: FineTuningConfig,
  ) {
    const none = () =>
      Object.fromEntries(Object.entries(pretrained).map(([name, { shape }]) => [name, zeros(shape)] as const));
    this.#change = none();
    this.#average = none();
    this.#spread = Object.fromEntries(Object.entries(pretrained).map(([name, { data }]) => [name, spreadOf(data)]));
    this.current = this.#moved(this.#change, 1);
    this.#optimiser = new AdamW({ weightDecay: config.pull });
  }

  /** One step by the gradients of the current weights; Adam does not mind that they are those of spread · change. */
  update(gradients: Record<string, Float32Array>, rate: number): void {
    this.#optimiser.update(this.#change, gradients, rate);
    // The first steps would weigh on the average as zeros do.
    const decay = Math.min(this.config.averaging, (1 + this.#steps) / (10 + this.#steps));
    this.#steps += 1;
    for (const [name, { data }] of Object.entries(this.current)) {
      const [start, moved] = [this.pretrained[name]!.data, this.#change[name]!.data];
      const [average, spread] = [this.#average[name]!.data, this.#spread[name]!];
      for (let i = 0; i < data.length; i++) {
        data[i] = start[i]! + spread * moved[i]!;
        average[i] = decay * average[i]! + (1 - decay) * moved[i]!;
      }
    }
  }

  /** The moving average of the weights so far. */
  averaged(): Parameters {
    return this.#moved(this.#average, this.config.way);
  }

  #moved(change: Parameters, way: number): Parameters {
    return Object.fromEntries(
      Object.entries(this.pretrained).map(([name, { shape, data }]) => {
        const [scale, by] = [way * this.#spread[name]!, change[name]!.data];
        return [name, { shape, data: data.map((value, i) => value + scale * by[i]!) }];
      }),
    );
  }
}

/** Root mean square; 1 for a tensor of zeros. */
function spreadOf(data: Float32Array): number {
  return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length) || 1;
}
