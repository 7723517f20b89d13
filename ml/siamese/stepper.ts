import { AdamW, warmUpCosine } from "@/ml/runtime/adamw";
import type { TensorFlow } from "@/ml/runtime/backend";
import { operationsOf } from "@/ml/runtime/differentiable";
import { DropoutMasks } from "@/ml/runtime/dropout";
import { lossAndGradients } from "@/ml/runtime/parameters";
import { breathe } from "@/ml/runtime/progress";
import { type Rng, rngOf, seedFor } from "@/ml/runtime/seed";
import type { CompatibilityModel } from "./model";
import { legOutputs, setLogits } from "./network";
import type { Prepared } from "./prepare";
import { drawEpoch, type EpochSources, type Samples } from "./samples";
import { type NetworkItems, StepInput } from "./step-input";

/** Runs the optimisation one step at a time; holds what lives from step to step. */
export class Stepper {
  readonly stepsPerEpoch: number;
  readonly #tf: TensorFlow;
  readonly #model: CompatibilityModel;
  readonly #prepared: Prepared & EpochSources;
  readonly #optimiser: AdamW;
  readonly #masks: DropoutMasks;
  readonly #input: StepInput;
  readonly #rngs: Rng[];
  readonly #unknown: Rng;
  readonly #batch: number;
  #epoch = 0;
  #step = 0;

  constructor(
    tf: TensorFlow,
    model: CompatibilityModel,
    items: NetworkItems,
    prepared: Prepared & EpochSources,
    seed: number,
  ) {
    const { config } = model;
    this.#tf = tf;
    this.#model = model;
    this.#prepared = prepared;
    this.#optimiser = new AdamW({ weightDecay: config.weightDecay });
    this.#masks = new DropoutMasks(seedFor(seed, "dropout"));
    this.#input = new StepInput(tf, items, model.input);
    this.#rngs = Array.from({ length: config.members }, (_, m) => rngOf(seedFor(seed, `member ${m}`)));
    this.#unknown = rngOf(seedFor(seed, "unknown"));
    const size = prepared.positives.weight.length * (1 + config.negativesPerPositive) + prepared.judged.weight.length;
    this.#batch = Math.min(size, config.batch, Math.max(32, Math.ceil(size / 20)));
    this.stepsPerEpoch = Math.max(1, Math.floor(size / this.#batch));
  }

  /** Steps through whole epochs until `until`, of `epochs` in all → mean loss and number of pairs seen. */
  async runTo(until: number, epochs: number, signal?: AbortSignal): Promise<{ loss: number; pairs: number }> {
    let [loss, steps] = [0, 0];
    for (; this.#epoch < until; this.#epoch++) {
      const members = this.#rngs.map((rng) => drawEpoch(rng, this.#prepared, this.#model.config));
      const shortest = Math.min(...members.map((m) => m.weight.length));
      const count = Math.max(1, Math.floor(shortest / this.#batch));
      for (let s = 0; s < count; s++) {
        const range = [s * this.#batch, Math.min(shortest, (s + 1) * this.#batch)] as const;
        loss += this.#stepOn(members, range, epochs);
        steps++;
        await breathe(signal);
      }
    }
    return { loss: loss / steps, pairs: steps * this.#batch };
  }

  #stepOn(members: Samples[], [start, end]: readonly [number, number], epochs: number): number {
    const tf = this.#tf;
    const { config, parameters } = this.#model;
    const cut = (side: "left" | "right") => members.map((m) => m[side].subarray(start, end));
    const [left, right] = [cut("left"), cut("right")];
    const pairs = left.map((side, m) => ({ left: side, right: right[m] }));
    const { unknownShare, viewShare } = config;
    const batch = this.#input.build(pairs, { rng: this.#unknown, unknownShare, viewShare });
    const { loss, gradients } = this.#differentiate(members, [start, end], batch);
    tf.dispose([batch.dense, ...batch.codes, ...batch.sides]);
    const rate = warmUpCosine(this.#step++, epochs * this.stepsPerEpoch, config.learningRate);
    this.#optimiser.update(parameters, gradients, rate);
    return loss / config.members;
  }

  #differentiate(members: Samples[], [start, end]: readonly [number, number], batch: ReturnType<StepInput["build"]>) {
    const tf = this.#tf;
    const { config, parameters, input } = this.#model;
    const [m, b] = [config.members, end - start];
    const ops = operationsOf(tf);
    const joined = (field: "target" | "weight") => {
      const all = new Float32Array(m * b);
      members.forEach((member, at) => {
        all.set(member[field].subarray(start, end), at * b);
      });
      return all;
    };
    const target = tf.tensor3d(joined("target"), [m, b, 1]);
    const weight = tf.tensor3d(
      joined("weight").map((w) => w / b),
      [m, b, 1],
    );
    const mask = (name: string, rows: number, width: number) =>
      config.dropout > 0
        ? tf.tensor3d(this.#masks.draw(name, m * rows * width, config.dropout), [m, rows, width])
        : null;
    const masks = { fusion: mask("fusion", batch.items, config.fusionWidth), head: mask("head", b, config.headWidth) };
    const result = lossAndGradients(tf, parameters, (w) =>
      ops.logisticLoss(setLogits(ops, w, legOutputs(ops, w, batch, input, masks), batch.sides, masks), target, weight),
    );
    tf.dispose([target, weight, ...Object.values(masks).filter((m) => m !== null)]);
    return result;
  }
}
