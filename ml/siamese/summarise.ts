/** compatibility [p]: mean calibrated probability of the members. mutualInformation [p]: how much the members disagree,
 *  in nats (BALD, Houlsby et al. 2011): entropy of the mean minus mean of the entropies. */
export type PairScores = { compatibility: Float32Array; mutualInformation: Float32Array };

/** Entropy in nats of a yes with chance p. */
export function binaryEntropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p);
}

/** Member logits [m, p] → scores [p]. */
export function summariseMembers(logits: Float32Array, members: number, temperature: number): PairScores {
  const p = logits.length / members;
  const compatibility = new Float32Array(p);
  const mutualInformation = new Float32Array(p);
  for (let s = 0; s < p; s++) {
    let mean = 0;
    let entropy = 0;
    for (let m = 0; m < members; m++) {
      const probability = 1 / (1 + Math.exp(-logits[m * p + s] / temperature));
      mean += probability / members;
      entropy += binaryEntropy(probability) / members;
    }
    compatibility[s] = mean;
    mutualInformation[s] = Math.max(0, binaryEntropy(mean) - entropy);
  }
  return { compatibility, mutualInformation };
}

/** Mean weighted log loss of the calibrated ensemble at a temperature; what calibration minimises. */
export function ensembleLoss(
  logits: Float32Array,
  members: number,
  targets: Float32Array,
  weights: Float32Array,
  temperature: number,
): number {
  const { compatibility } = summariseMembers(logits, members, temperature);
  let loss = 0;
  let total = 0;
  for (let s = 0; s < compatibility.length; s++) {
    const p = Math.min(1 - 1e-7, Math.max(1e-7, compatibility[s]));
    loss -= weights[s] * (targets[s] * Math.log(p) + (1 - targets[s]) * Math.log(1 - p));
    total += weights[s];
  }
  return loss / total;
}
