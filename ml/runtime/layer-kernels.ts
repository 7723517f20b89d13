/** Kernels that do in one pass over memory, or one native operation, what a layer takes five for. A backend that lacks
 *  them has ml/runtime/differentiable compose the same of its own. Shapes: x, dy [m, u, h]; bias [m, 1, h]. */
export const layerKernels = {
  /** max(x + bias, 0) · mask, mask [m, u, h] or absent. */
  biasedRelu: "ToileBiasedRelu",
  /** dy where value > 0, times the mask. */
  biasedReluGradient: "ToileBiasedReluGradient",
  /** |a − b| of tensors of one shape. */
  absoluteDifference: "ToileAbsoluteDifference",
  /** dy · sign(a − b). */
  absoluteDifferenceGradient: "ToileAbsoluteDifferenceGradient",
  /** Σ over u → [m, 1, h]. */
  sumRows: "ToileSumRows",
} as const;
