import { twinsOf } from "@/ml/acquisition/online-order";
import type { AcquisitionStrategy, Pool } from "@/ml/acquisition/strategy";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { selectPairs, takePairs } from "@/ml/datasets/pairs";
import type { PairScorer } from "@/ml/evaluation/controls";
import type { TensorFlow } from "@/ml/runtime/backend";
import { type Matrix, matrixOf, rowOf } from "@/ml/runtime/matrix";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import type { SiameseConfig } from "@/ml/siamese/config";
import { networkItems } from "@/ml/siamese/items";
import { legsInBulk } from "@/ml/siamese/legs";
import type { CompatibilityModel } from "@/ml/siamese/model";
import { scorePairsInBulk } from "@/ml/siamese/score-pairs";
import { trainSiamese } from "@/ml/siamese/train";
import { askOnline, type OnlineParts } from "./ask-online";
import type { Answer, PairWorld } from "./pair-world";

/** A way to spend answers: what is asked next, and what is learnt from what was said. */
export type Arm = {
  name: string;
  strategy: AcquisitionStrategy;
  /** Turns all answers so far into judged pairs. */
  learn: (start: CompatibilityDataset, answers: Answered[]) => CompatibilityDataset;
  /** Other pairs to ask about than the world's, by what the first model thinks of them. */
  pool?: (world: PairWorld, score: PairScorer, seed: number) => Promise<Int32Array>;
  /** Whether outfit pairs and answered pairs may be asked about (again), each once. */
  revisits?: boolean;
  /** Learns between two trainings, and asks by what it has learnt, in the place of the strategy. */
  online?: OnlineParts;
};
export type Answered = Answer & { a: number; b: number };
/** AUC after each number of answers; beforeTraining: of what was learnt online, with the network that had asked. twins: of
 *  these questions, the share about garment models that had been asked about since the last training, whatever their colours. */
export type Curve = { asked: number; auc: number; beforeTraining?: number; twins?: number }[];

export type Trainer = {
  tf: TensorFlow;
  config: Partial<SiameseConfig>;
  /** Told of each point of a curve as soon as it is there. */
  onPoint?: (arm: string, point: Curve[number]) => void;
};
export type Fitted = { model: CompatibilityModel; legs: Matrix };

/** Trains on a dataset, and computes every product's legs once. */
export async function trainOn({ tf, config }: Trainer, dataset: CompatibilityDataset, seed: number): Promise<Fitted> {
  const { model } = await trainSiamese(tf, dataset, config, seed, () => {});
  const legs = legsInBulk(tf, model, networkItems(dataset, model, tf));
  return { model, legs };
}

const scorerOf =
  (tf: TensorFlow, { model, legs }: Fitted): PairScorer =>
  (pairs) =>
    scorePairsInBulk(tf, model, legs, pairs).compatibility;

/** Asks, learns and measures from one stop to the next, from a first model on. Same seed, same curve: what somebody says of
 *  a pair and the seeds of training are the same for every arm. */
export async function replay(
  trainer: Trainer,
  world: PairWorld,
  first: Fitted,
  arm: Arm,
  stops: number[],
  seed: number,
): Promise<Curve> {
  const rng = rngOf(seedFor(seed, arm.name));
  const scorer = scorerOf(trainer.tf, first);
  const pool = (await arm.pool?.(world, scorer, seed)) ?? world.pool;
  const asked = new AskedPairs(pool, world.start, arm.revisits ?? false);
  const answers: Answered[] = [];
  const curve: Curve = [{ asked: 0, auc: world.measure(scorer) }];
  let fitted = first;
  let count = 0;
  for (const stop of stops) {
    const { pairs, given, position } = asked.open();
    const ask = (at: number) => {
      const [a, b] = [pairs[2 * at], pairs[2 * at + 1]];
      const answer = world.ask(a, b, asked.look(position[at]));
      asked.take(position[at], answer);
      if (answer) answers.push({ ...answer, a, b });
      return answer;
    };
    const wanted = Math.min(stop - count, given.length);
    const twins = twinsOf(pairs, world.start.group);
    let rows: Int32Array;
    let beforeTraining: number | undefined;
    if (arm.online) {
      const online = { tf: trainer.tf, fitted, world, pairs, seed: seedFor(seed, `${arm.name} ${stop}`) };
      ({ rows, beforeTraining } = await askOnline(online, arm.online, wanted, ask));
    } else {
      const pool = { ...poolOf(trainer.tf, world, pairs, fitted, answers), given };
      rows = arm.strategy.acquire(pool, wanted, rng);
      rows.forEach(ask);
    }
    count = stop;
    fitted = await trainOn(trainer, arm.learn(world.start, answers), seedFor(seed, `training ${stop}`));
    const again = 1 - new Set(rows.map((row) => twins[row])).size / rows.length;
    const point = { asked: stop, auc: world.measure(scorerOf(trainer.tf, fitted)), beforeTraining, twins: again };
    curve.push(point);
    trainer.onPoint?.(arm.name, point);
  }
  return curve;
}

/** Which pairs may still be asked about, how often each was, and what is given of it. */
class AskedPairs {
  readonly #pairs: Int32Array;
  readonly #looks: Uint8Array;
  readonly #given: Int32Array;
  readonly #most: number;

  constructor(pool: Int32Array, { positives, holdout }: CompatibilityDataset, revisits: boolean) {
    const worn = revisits
      ? takePairs(
          positives,
          selectPairs(positives, (i, j) => holdout[i] === 0 && holdout[j] === 0),
        )
      : new Int32Array(0);
    this.#pairs = Int32Array.from([...pool, ...worn]);
    this.#given = new Int32Array(this.#pairs.length / 2).fill(-1).fill(1, pool.length / 2);
    this.#most = revisits ? 2 : 1;
    this.#looks = new Uint8Array(this.#given.length).fill(1, pool.length / 2);
  }

  open(): { pairs: Int32Array; given: Int32Array; position: Int32Array } {
    const position = Int32Array.from(this.#given.keys()).filter((p) => this.#looks[p] < this.#most);
    return { position, pairs: takePairs(this.#pairs, position), given: position.map((p) => this.#given[p]) };
  }

  look = (p: number): number => this.#looks[p];

  take(p: number, answer: Answer | null): void {
    this.#looks[p] += 1;
    if (answer) this.#given[p] = answer.fits;
  }
}

function poolOf(
  tf: TensorFlow,
  world: PairWorld,
  items: Int32Array,
  { model, legs }: Fitted,
  answers: Answered[],
): Pool {
  const { compatibility, mutualInformation } = scorePairsInBulk(tf, model, legs, items);
  const probabilities = matrixOf(items.length / 2, 2);
  for (const [at, p] of compatibility.entries()) probabilities.data.set([1 - p, p], 2 * at);
  return {
    probabilities,
    mutualInformation,
    items,
    features: pairFeatures(legs, items, model.config.legWidth),
    ...cellsOf(world.start, items, answers),
  };
}

/** Product and difference of the first member's legs → [p, 2 · legWidth]. */
function pairFeatures(legs: Matrix, pairs: Int32Array, width: number): Matrix {
  const out = matrixOf(pairs.length / 2, 2 * width);
  for (let p = 0; p < out.rows; p++) {
    const [a, b, row] = [rowOf(legs, pairs[2 * p]), rowOf(legs, pairs[2 * p + 1]), rowOf(out, p)];
    for (let j = 0; j < width; j++) {
      row[j] = a[j] * b[j];
      row[width + j] = Math.abs(a[j] - b[j]);
    }
  }
  return out;
}

/** The pair of categories of each pair, with what outfits and answers hold of it. */
function cellsOf({ family, positives, holdout }: CompatibilityDataset, items: Int32Array, answers: Answered[]) {
  const numbers = new Map<string, number>();
  const cellOf = (a: number, b: number) => {
    const key = `${Math.min(family[a], family[b])}/${Math.max(family[a], family[b])}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const cells = Int32Array.from({ length: items.length / 2 }, (_, p) => cellOf(items[2 * p], items[2 * p + 1]));
  const worn: number[] = [];
  for (let p = 0; p < positives.length; p += 2) {
    if (holdout[positives[p]] === 0 && holdout[positives[p + 1]] === 0)
      worn.push(cellOf(positives[p], positives[p + 1]));
  }
  const labelled = answers.map(({ a, b }) => cellOf(a, b));
  const cellRates = new Float32Array(numbers.size);
  for (const cell of worn) cellRates[cell] += 1 / worn.length;
  const cellLabels = new Int32Array(numbers.size);
  for (const cell of labelled) cellLabels[cell] += 1;
  return { cells, cellRates, cellLabels };
}
