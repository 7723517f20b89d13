/** Everything that shapes the category network and its training. */
export type CategoryConfig = {
  /** Parts of the garment models; the members of fold f leave it out, so that every product has an out-of-fold
   *  prediction. */
  folds: number;
  /** Members that leave out the same fold. All members are trained in one graph. */
  membersPerFold: number;
  /** Principal components of the standardised embedding that are read; 0 reads every number of it. */
  components: number;
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
  /** Chance that a product's value in one column is hidden from the input in a step. A column's head is asked only for
   *  values that are hidden, so that it cannot copy them. */
  attributeDropout: number;
  /** Weight of all attribute heads together, where the category's own loss has 1. At 0 there are none. */
  attributeWeight: number;
};

/** Chosen on the same catalogue as the compatibility network; docs/models.md has the table of what was tried. */
export const DEFAULT_CATEGORY: CategoryConfig = {
  folds: 5,
  membersPerFold: 1,
  components: 160,
  hidden: 256,
  inputDropout: 0.2,
  hiddenDropout: 0.5,
  learningRate: 5e-3,
  weightDecay: 1e-2,
  batch: 256,
  epochs: 40,
  fewestSteps: 400,
  levelling: 0.25,
  confirmedWeight: 3,
  attributes: true,
  attributeDropout: 0.3,
  attributeWeight: 0.5,
};

/** The defaults with the given fields replaced. Throws RangeError on fewer than two folds, an empty layer or a share
 *  outside 0..1. */
export function categoryConfig(changes: Partial<CategoryConfig> = {}): CategoryConfig {
  const config = { ...DEFAULT_CATEGORY, ...changes };
  if (config.folds < 2) throw new RangeError(`folds is ${config.folds}, out-of-fold predictions need 2 or more`);
  for (const name of ["membersPerFold", "hidden", "batch", "epochs"] as const) {
    if (!Number.isInteger(config[name]) || config[name] < 1)
      throw new RangeError(`${name} is ${config[name]}, it must be 1 or more`);
  }
  if (!Number.isInteger(config.components) || config.components < 0)
    throw new RangeError(`components is ${config.components}, it must be 0 or more`);
  for (const name of ["inputDropout", "hiddenDropout", "attributeDropout"] as const) {
    if (!(config[name] >= 0 && config[name] < 1))
      throw new RangeError(`${name} is ${config[name]}, it must be from 0 to below 1`);
  }
  if (!(config.attributeWeight >= 0))
    throw new RangeError(`attributeWeight is ${config.attributeWeight}, it must be 0 or more`);
  return config;
}

/** Members in all; member q leaves out fold q % folds. */
export function memberCount(config: Pick<CategoryConfig, "folds" | "membersPerFold">): number {
  return config.folds * config.membersPerFold;
}
