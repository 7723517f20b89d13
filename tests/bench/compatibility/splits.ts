import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import type { Figure } from "@/ml/evaluation/bootstrap";
import { bootstrapFigure, weightedMean } from "@/ml/evaluation/bootstrap";
import { rightChoices } from "@/ml/evaluation/compatibility-figures";
import { controlsOf, type PairScorer } from "@/ml/evaluation/controls";
import {
  choiceQuestions,
  degreeMatchedQuestions,
  type PairQuestions,
  sameFamilySeasonQuestions,
} from "@/ml/evaluation/pair-questions";
import { type PairedDifference, pairedBootstrap } from "@/ml/evaluation/paired-bootstrap";
import { reweightedArea } from "@/ml/evaluation/ranking";
import type { TensorFlow } from "@/ml/runtime/backend";
import { permutation, rngOf, seedFor } from "@/ml/runtime/seed";
import type { SiameseConfig } from "@/ml/siamese/config";
import { networkItems } from "@/ml/siamese/items";
import { legsInBulk } from "@/ml/siamese/legs";
import { scorePairsInBulk } from "@/ml/siamese/score-pairs";
import { trainSiamese } from "@/ml/siamese/train";
import type { Variant } from "./ablations";

export const protocols = ["sameFamilySeason", "degreeMatched", "fillInTheBlank"] as const;
export type Protocol = (typeof protocols)[number];

/** A statistic of reweighted questions, and the garment model that each turns on, apart by split. */
type Measured = { statistic: (weights: Float32Array) => number; cluster: Int32Array };

/** One scorer on the questions of all splits. */
export class Scored {
  constructor(private readonly measured: Record<Protocol, Measured[]>) {}

  /** Mean of the splits, its interval drawn over garment models. */
  figure(protocol: Protocol): Figure {
    const { statistic, cluster } = this.pooled(protocol);
    return bootstrapFigure(cluster, statistic, seedFor(1, protocol));
  }

  pooled(protocol: Protocol): Measured {
    const parts = this.measured[protocol];
    const offset = parts.reduce((most, { cluster }) => cluster.reduce((a, b) => Math.max(a, b), most), 0) + 1;
    return {
      cluster: Int32Array.from(parts.flatMap(({ cluster }, s) => Array.from(cluster, (g) => s * offset + g))),
      statistic: (weights) => {
        let [sum, at] = [0, 0];
        for (const { statistic, cluster } of parts) {
          sum += statistic(weights.subarray(at, at + cluster.length));
          at += cluster.length;
        }
        return sum / parts.length;
      },
    };
  }
}

const HOLDOUT_SHARE = 0.15;
const QUESTION_SEED = 7;

/** Model-disjoint splits of a dataset with their questions: every variant answers the same ones. */
export class Splits {
  readonly #parts: { dataset: CompatibilityDataset; seed: number }[];

  constructor(
    private readonly tf: TensorFlow,
    base: CompatibilityDataset,
    splits: number,
    private readonly members: number,
    private readonly say: (line: string) => void,
  ) {
    this.#parts = Array.from({ length: splits }, (_, s) => ({ dataset: withHoldout(base, s + 1), seed: s + 1 }));
  }

  /** Trains a variant on every split and answers its questions. */
  async run({ name, config, change }: Variant): Promise<Scored> {
    const began = performance.now();
    const scorers: PairScorer[] = [];
    for (const { dataset, seed } of this.#parts) {
      const changes: Partial<SiameseConfig> = { members: this.members, ...config };
      const given = change ? change(dataset, seed) : dataset;
      const { model } = await trainSiamese(this.tf, given, changes, 10 + seed, () => {});
      const legs = legsInBulk(this.tf, model, networkItems(given, model, this.tf));
      scorers.push((pairs) => scorePairsInBulk(this.tf, model, legs, pairs).compatibility);
    }
    const scored = this.#measure(scorers);
    const values = protocols.map((protocol) => scored.figure(protocol).value.toFixed(3)).join(" · ");
    this.say(`${name}: ${values}, ${((performance.now() - began) / 1000 / this.#parts.length).toFixed(0)} s a split`);
    return scored;
  }

  /** Rules without learning, on the same questions. */
  controls(): Record<string, Scored> {
    const all = this.#parts.map(({ dataset }) => controlsOf(dataset));
    const names = Object.keys(all[0]) as (keyof (typeof all)[number])[];
    return Object.fromEntries(
      names.map((name) => [name, this.#measure(all.map((controls) => controls[name] as PairScorer))]),
    );
  }

  compare(challenger: Scored, champion: Scored, protocol: Protocol): PairedDifference {
    const [one, other] = [challenger.pooled(protocol), champion.pooled(protocol)];
    return pairedBootstrap(one.cluster, one.statistic, other.statistic, seedFor(2, protocol), 400);
  }

  #measure(scorers: PairScorer[]): Scored {
    const measured: Record<Protocol, Measured[]> = { sameFamilySeason: [], degreeMatched: [], fillInTheBlank: [] };
    this.#parts.forEach(({ dataset }, s) => {
      const area = (questions: PairQuestions): Measured => ({
        statistic: reweightedArea(scorers[s](questions.pairs), questions.target),
        cluster: questions.cluster,
      });
      measured.sameFamilySeason.push(area(sameFamilySeasonQuestions(dataset, QUESTION_SEED)));
      measured.degreeMatched.push(area(degreeMatchedQuestions(dataset, QUESTION_SEED)));
      measured.fillInTheBlank.push(choices(dataset, scorers[s]));
    });
    return new Scored(measured);
  }
}

function choices(dataset: CompatibilityDataset, score: PairScorer): Measured {
  const questions = choiceQuestions(dataset, QUESTION_SEED);
  return {
    cluster: questions.cluster,
    statistic: weightedMean(rightChoices(questions, score(questions.pairs))),
  };
}

/** The dataset with another set of garment models kept for evaluation. */
function withHoldout(base: CompatibilityDataset, seed: number): CompatibilityDataset {
  const groups = [...new Set(base.group)].sort((a, b) => a - b);
  const order = permutation(rngOf(seedFor(seed, "bench split")), groups.length);
  const kept = new Set(Array.from(order.subarray(0, Math.round(HOLDOUT_SHARE * groups.length)), (at) => groups[at]));
  return { ...base, holdout: Uint8Array.from(base.group, (g) => (kept.has(g) ? 1 : 0)) };
}
