/** Order of scores, lowest first, and for each place the start of its run of ties. */
type Ranked = { order: Int32Array; runStart: Uint8Array };

function rank(scores: ArrayLike<number>): Ranked {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a] - scores[b]);
  const runStart = new Uint8Array(order.length);
  for (let r = 0; r < order.length; r++) runStart[r] = r === 0 || scores[order[r]] !== scores[order[r - 1]] ? 1 : 0;
  return { order, runStart };
}

/** Chance that a random positive scores above a random negative, ties counting half (area under the ROC curve).
 *  scores, targets [p] (above 0.5 is positive), weights [p] or null → 0..1, NaN when one kind is missing. */
export function areaUnderCurve(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | null = null,
): number {
  return areaOfRanked(rank(scores), targets, weights);
}

/** A function that computes the area for other weights without sorting again; for the bootstrap. */
export function reweightedArea(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
): (weights: ArrayLike<number>) => number {
  const ranked = rank(scores);
  return (weights) => areaOfRanked(ranked, targets, weights);
}

function areaOfRanked(
  { order, runStart }: Ranked,
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | null,
): number {
  let below = 0;
  let wins = 0;
  let positives = 0;
  let tiedPositive = 0;
  let tiedNegative = 0;
  const closeRun = () => {
    wins += tiedPositive * (below + tiedNegative / 2);
    below += tiedNegative;
    positives += tiedPositive;
    tiedPositive = 0;
    tiedNegative = 0;
  };
  for (let r = 0; r < order.length; r++) {
    if (runStart[r]) closeRun();
    const weight = weights ? weights[order[r]] : 1;
    if (targets[order[r]] > 0.5) tiedPositive += weight;
    else tiedNegative += weight;
  }
  closeRun();
  return positives > 0 && below > 0 ? wins / (positives * below) : Number.NaN;
}

/** Mean precision at each positive, walking from the highest score; tied scores share their run's precision.
 *  scores, targets [p] → 0..1, NaN without a positive. */
export function averagePrecision(scores: ArrayLike<number>, targets: ArrayLike<number>): number {
  return reweightedPrecision(scores, targets)(new Float32Array(scores.length).fill(1));
}

/** A function that computes the average precision for other weights without sorting again; for the bootstrap. */
export function reweightedPrecision(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
): (weights: ArrayLike<number>) => number {
  const { order, runStart } = rank(scores);
  return (weights) => {
    let [seen, hits, sum] = [0, 0, 0];
    for (let end = order.length; end > 0; ) {
      let start = end - 1;
      while (!runStart[start]) start--;
      let found = 0;
      for (let r = start; r < end; r++) {
        seen += weights[order[r]];
        if (targets[order[r]] > 0.5) found += weights[order[r]];
      }
      hits += found;
      if (found > 0) sum += found * (hits / seen);
      end = start;
    }
    return hits > 0 ? sum / hits : Number.NaN;
  };
}

/** Share of questions whose true answer has the highest score; k-fold ties at the top count 1/k.
 *  scores [q, candidates] row-major, the true answer first in each row → 0..1, NaN without a question. */
export function fillInTheBlank(scores: ArrayLike<number>, candidates: number): number {
  const questions = scores.length / candidates;
  let right = 0;
  for (let q = 0; q < questions; q++) {
    const truth = scores[q * candidates];
    let ties = 1;
    let isBeaten = false;
    for (let c = 1; c < candidates; c++) {
      const other = scores[q * candidates + c];
      if (other > truth) isBeaten = true;
      else if (other === truth) ties++;
    }
    if (!isBeaten) right += 1 / ties;
  }
  return questions > 0 ? right / questions : Number.NaN;
}
