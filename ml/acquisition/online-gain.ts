import { rowOf } from "@/ml/runtime/matrix";
import { type OnlineAnswers, type OnlinePosterior, posteriorLogits, posteriorVariance } from "./online-posterior";

/** Log loss in nats that a sure answer saves, with the lower end of its 95 % interval; n: answers. */
export type OnlineGain = { n: number; gain: number; lower: number };

const z95 = 1.959964;

/** How much better the answers are foretold by what the *others* have taught than by the network alone: each is left out
 *  in turn, in closed form from one fit (approximate leave-one-out for generalised linear models: Pregibon 1981; Rad &
 *  Maleki 2020), and its log loss is compared with that of the network's own logit. Weights count as parts of answers.
 *  Null for fewer than two answers. Throws RangeError where posterior and features disagree in d. */
export function onlineGain(posterior: OnlinePosterior, answers: OnlineAnswers): OnlineGain | null {
  const { features, offset, target, weight } = answers;
  const n = target.length;
  if (posterior.mean.length !== features.columns)
    throw new RangeError(
      `the posterior has ${posterior.mean.length} weights, the features ${features.columns} columns`,
    );
  if (n < 2) return null;
  const logits = posteriorLogits(posterior, features, offset);
  const scratch = new Float64Array(features.columns);
  const saved = Float64Array.from(target, (y, i) => {
    const chance = 1 / (1 + Math.exp(-logits[i]));
    const leverage = posteriorVariance(posterior, rowOf(features, i), scratch);
    const bend = weight[i] * chance * (1 - chance);
    // How far the fit moves at this answer when its own pull is taken away.
    const without = logits[i] + (leverage * weight[i] * (chance - y)) / Math.max(1e-6, 1 - leverage * bend);
    return logLoss(offset[i], y) - logLoss(without, y);
  });
  const total = weight.reduce((sum, w) => sum + w, 0);
  const gain = saved.reduce((sum, value, i) => sum + weight[i] * value, 0) / total;
  const spread = saved.reduce((sum, value, i) => sum + (weight[i] * (value - gain)) ** 2, 0);
  return { n, gain, lower: gain - (z95 * Math.sqrt(spread * (n / (n - 1)))) / total };
}

const logLoss = (logit: number, y: number) => Math.max(logit, 0) - y * logit + Math.log1p(Math.exp(-Math.abs(logit)));
