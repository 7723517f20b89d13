/** Everything that shapes the fine-tuning of an encoder's last block. */
export type FineTuningConfig = {
  /** Views drawn of each photo beside itself. */
  drawnViews: number;
  batch: number;
  /** Passes over the photos in which the head learns on the frozen block, before the block moves. */
  headEpochs: number;
  epochs: number;
  /** Few photos get more epochs, of either kind, until they take this many steps. */
  fewestSteps: number;
  hidden: number;
  inputDropout: number;
  hiddenDropout: number;
  headRate: number;
  headDecay: number;
  /** Step of the block's weights, in shares of each tensor's own spread. */
  blockRate: number;
  /** Weight decay of the block towards the pretrained weights (L2-SP, Li et al. 2018). */
  pull: number;
  /** Two photos' activations are mixed in a share drawn from Beta(mixing, mixing); 0 mixes none (Zhang et al. 2018). */
  mixing: number;
  /** Part of the target that is spread over all categories. */
  smoothing: number;
  /** Share of a class's frequency taken out of its weight. */
  levelling: number;
  /** The moving average of the block's weights is what is kept; this is its decay a step. */
  averaging: number;
  /** Share of the way from the pretrained to the tuned weights that is gone (Wortsman et al. 2022). */
  way: number;
};

export const DEFAULT_FINE_TUNING: FineTuningConfig = {
  drawnViews: 3,
  batch: 64,
  headEpochs: 10,
  epochs: 3,
  fewestSteps: 150,
  hidden: 256,
  inputDropout: 0.2,
  hiddenDropout: 0.5,
  headRate: 2e-3,
  headDecay: 1e-2,
  blockRate: 3e-3,
  pull: 2,
  mixing: 0.3,
  smoothing: 0.05,
  levelling: 0.25,
  averaging: 0.98,
  way: 1,
};
