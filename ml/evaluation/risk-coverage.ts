import type { WeightedStatistic } from "./bootstrap";

/** Share of examples that are answered, and the mean loss on them, from the most confident on; one point for each run of
 *  equal confidence. */
export type RiskCoverage = { coverage: Float64Array; risk: Float64Array };

/** What a scorer's errors cost when it may pass over the examples that it is least sure of (El-Yaniv & Wiener 2010).
 *  confidence, loss [n]. Throws RangeError when they differ in length. */
export function riskCoverage(confidence: ArrayLike<number>, loss: ArrayLike<number>): RiskCoverage {
  const { order, runEnds } = byConfidence(confidence, loss);
  const risk: number[] = [];
  let total = 0;
  let next = 0;
  order.forEach((i, place) => {
    total += loss[i];
    if (place + 1 !== runEnds[next]) return;
    risk.push(total / (place + 1));
    next++;
  });
  return { coverage: Float64Array.from(runEnds, (end) => end / order.length), risk: Float64Array.from(risk) };
}

/** Area under that curve: the mean risk over all coverages (AURC, Geifman & El-Yaniv 2017), under weights of the
 *  examples. Equal confidences share their run's mean loss. Lower is better; with a confidence that says nothing it is
 *  the plain mean loss. NaN without an example. */
export function riskCoverageArea(confidence: ArrayLike<number>, loss: ArrayLike<number>): WeightedStatistic {
  const { order, runEnds } = byConfidence(confidence, loss);
  return (weights) => {
    let [answered, lost, area] = [0, 0, 0];
    let start = 0;
    for (const end of runEnds) {
      let [size, cost] = [0, 0];
      for (let r = start; r < end; r++) {
        size += weights[order[r]];
        cost += weights[order[r]] * loss[order[r]];
      }
      if (size > 0) area += areaOfRun(answered, lost, size, cost);
      answered += size;
      lost += cost;
      start = end;
    }
    return answered > 0 ? area / answered : Number.NaN;
  };
}

/** ∫ (lost + t · cost / size) / (answered + t) dt over 0..size: the risk as the run's examples come in one by one. */
function areaOfRun(answered: number, lost: number, size: number, cost: number): number {
  const rate = cost / size;
  if (answered === 0) return cost;
  return rate * size + (lost - rate * answered) * Math.log((answered + size) / answered);
}

function byConfidence(confidence: ArrayLike<number>, loss: ArrayLike<number>) {
  if (confidence.length !== loss.length)
    throw new RangeError(`confidence is [${confidence.length}], loss is [${loss.length}]`);
  const order = Int32Array.from({ length: confidence.length }, (_, i) => i).sort(
    (a, b) => confidence[b] - confidence[a],
  );
  const runEnds = Int32Array.from(order, (_, place) => place + 1).filter(
    (end) => end === order.length || confidence[order[end]] !== confidence[order[end - 1]],
  );
  return { order, runEnds };
}
