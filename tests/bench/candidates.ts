import type { Bench } from "@/bin/instance/bench-types";
import { rankPairs } from "@/ml/acquisition/rank-pairs";
import type { CompatibilityDataset } from "@/ml/datasets/dataset";
import { chooseBackend } from "@/ml/runtime/backend";
import { matrixOf } from "@/ml/runtime/matrix";
import { drawIndex, drawNormal, rngOf } from "@/ml/runtime/seed";
import { trainSiamese } from "@/ml/siamese/train";

/* npm run bench -- candidates [PRODUCTS]
   Proposes 100,000 pairs for a made-up catalogue of which a short training has seen the outfits. What is timed is the
   proposal and the scoring: leg outputs, uniform draw, neighbours of outfit pairs, the partners that the network scores
   best, and what it says of all of them. */

const wanted = 100_000;
const perProduct = 20;
const seconds = 60;
const dimension = 256;
const families = 24;

const bench: Bench = {
  name: "candidates",
  async run({ say, args }) {
    const dataset = makeCatalogue(Number(args[0] ?? 20_000));
    const { tf, name } = await chooseBackend();
    say(`training a small network on ${dataset.positives.length / 2} outfit pairs (${name}) …`);
    const { model } = await trainSiamese(tf, dataset, { epochs: 1, fewestSteps: 40 }, 1, () => {});
    say("proposing …");
    const began = performance.now();
    const { candidates } = await rankPairs(tf, dataset, model, { count: wanted, perProduct }, 1);
    const took = (performance.now() - began) / 1_000;
    const { pairs } = candidates;
    const open = new Int32Array(dataset.productIds.length);
    for (const product of pairs) open[product] += 1;
    const most = open.reduce((a, b) => Math.max(a, b), 0);
    const count = pairs.length / 2;
    return [
      { name: "proposal", value: took, unit: "s", target: `≤ ${seconds}`, ok: took <= seconds },
      { name: "pairs", value: count, unit: "", target: wanted, ok: count === wanted },
      {
        name: "most open pairs of one product",
        value: most,
        unit: "",
        target: `≤ ${perProduct}`,
        ok: most <= perProduct,
      },
      { name: "products", value: dataset.productIds.length, unit: "", ok: true },
    ];
  },
};
export default bench;

/** Products in colour-ways of two, outfits of four from four families; nothing about the numbers means anything. */
function makeCatalogue(n: number): CompatibilityDataset {
  const rng = rngOf(3);
  const family = Int32Array.from({ length: n }, (_, i) => (i >> 1) % families);
  const positives: number[] = [];
  for (let outfit = 0; outfit < n / 4; outfit++) {
    const first = drawIndex(rng, families);
    const worn = [0, 1, 2, 3].map((step) => productOf(n, (first + step) % families, drawIndex(rng, 1 << 20)));
    for (let i = 0; i < 4; i++) for (let j = i + 1; j < 4; j++) positives.push(worn[i], worn[j]);
  }
  const none = new Int32Array(0);
  return {
    head: "compatibility",
    seed: 3,
    columns: [{ name: "colour", values: ["", ..."abcdefghijkl"] }],
    encoder: { name: "made up", version: "1", dimension },
    productIds: Array.from({ length: n }, (_, i) => `p${i}`),
    embedding: matrixOf(
      n,
      dimension,
      Float32Array.from({ length: n * dimension }, () => drawNormal(rng)),
    ),
    attributes: Int32Array.from({ length: n }, () => drawIndex(rng, 13)),
    group: Int32Array.from({ length: n }, (_, i) => i >> 1),
    holdout: Uint8Array.from({ length: n }, (_, i) => ((i >> 1) % 10 === 0 ? 1 : 0)),
    family,
    season: Int32Array.from({ length: n }, () => drawIndex(rng, 4)),
    positives: Int32Array.from(positives),
    positiveWeight: new Float32Array(positives.length / 2).fill(1),
    outfit: Int32Array.from({ length: positives.length / 2 }, (_, p) => Math.floor(p / 6)),
    judged: none,
    judgedY: new Float32Array(0),
    judgedWeight: new Float32Array(0),
    holdoutJudged: none,
    holdoutJudgedY: new Float32Array(0),
  };
}

/** The k-th product of a family, counted round. */
function productOf(n: number, family: number, k: number): number {
  const models = Math.floor((n / 2 - 1 - family) / families) + 1;
  return 2 * (family + families * (k % models)) + (k % 2);
}
