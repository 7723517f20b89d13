/** Everything that shapes the category network and its training. */
export type CategoryConfig = {
  /** Members trained in one graph; member f leaves out fold f, so that every product has an out-of-fold prediction. */
  folds: number;
  hidden: number;
  /** Chance that one number of the input is hidden in a step; attributes learn to be absent by it too. */
  inputDropout: number;
  hiddenDropout: number;
  learningRate: number;
  weightDecay: number;
  batch: number;
  epochs: number;
  /** Small catalogues get more epochs until the whole training takes this many steps. */
  fewestSteps: number;
  /** Share of a class's frequency taken out of its weight: 0 leaves classes as frequent as they are, 1 levels them. */
  levelling: number;
  /** A category that a reviewer settled counts as this many given ones. */
  confirmedWeight: number;
  /** Whether the attributes are read beside the embedding. */
  attributes: boolean;
};

/** Chosen on the same catalogue as the compatibility network: .82 (.79 to .85) of holdout products right, .85 out of
 *  fold. */
export const DEFAULT_CATEGORY: CategoryConfig = {
  folds: 5,
  hidden: 256,
  inputDropout: 0.2,
  hiddenDropout: 0.5,
  learningRate: 3e-3,
  weightDecay: 1e-2,
  batch: 256,
  epochs: 20,
  fewestSteps: 400,
  levelling: 0.25,
  confirmedWeight: 3,
  attributes: true,
};

/** The defaults with the given fields replaced. Throws RangeError on fewer than two folds or an empty layer. */
export function categoryConfig(changes: Partial<CategoryConfig> = {}): CategoryConfig {
  const config = { ...DEFAULT_CATEGORY, ...changes };
  if (config.folds < 2) throw new RangeError(`folds is ${config.folds}, out-of-fold predictions need 2 or more`);
  for (const name of ["hidden", "batch", "epochs"] as const) {
    if (!Number.isInteger(config[name]) || config[name] < 1)
      throw new RangeError(`${name} is ${config[name]}, it must be 1 or more`);
  }
  return config;
}
