import { type ModelNode, neededNodes, type OnnxModel } from "@/ml/runtime/onnx-model";

/** A tensor that everything after it depends on alone, and the nodes after it up to the embedding. */
export type Cut = { name: string; tail: ModelNode[]; convolutions: number };

/** Every tensor at which the way from the picture to `output` can be cut in two, the earliest first. */
export function possibleCuts(model: OnnxModel, output: string): Cut[] {
  const isConstant = constantNames(model);
  const nodes = neededNodes(model, [output]).filter((node) => !node.outputs.every((name) => isConstant.has(name)));
  const lastUse = new Map<string, number>();
  nodes.forEach((node, at) => {
    for (const name of node.inputs) if (name && !isConstant.has(name)) lastUse.set(name, at);
  });
  const cuts: Cut[] = [];
  const live = new Set<string>();
  nodes.forEach((node, at) => {
    for (const name of [...node.inputs, ...node.outputs]) if (lastUse.has(name)) live.add(name);
    for (const name of live) if (lastUse.get(name)! <= at) live.delete(name);
    const [name] = live;
    if (live.size !== 1 || !node.outputs.includes(name!)) return;
    const tail = nodes.slice(at + 1);
    cuts.push({ name: name!, tail, convolutions: tail.filter(({ op }) => op === "Conv").length });
  });
  return cuts;
}

/** Names of tensors that hold the same numbers whatever the picture. */
function constantNames({ nodes, constants }: OnnxModel): Set<string> {
  const names = new Set(constants.keys());
  for (const { inputs, outputs } of nodes) {
    if (inputs.every((name) => name === "" || names.has(name))) for (const name of outputs) names.add(name);
  }
  return names;
}

/** A bottleneck has three convolutions; two of them are as far back as a small catalogue can teach anything. */
const [FEWEST, MOST] = [3, 6];

/** Cuts in front of the last block: three to six convolutions behind them, or, in a graph without, as many as there are.
 *  Of these the one at which a photo is the fewest numbers costs least to keep. */
export function cutsBeforeLastBlock(model: OnnxModel, output: string): Cut[] {
  const cuts = possibleCuts(model, output).filter(({ convolutions }) => convolutions > 0 && convolutions <= MOST);
  const deep = cuts.filter(({ convolutions }) => convolutions >= FEWEST);
  return deep.length > 0 ? deep : cuts;
}
