import type { CategoryDataset } from "@/ml/datasets/dataset";
import type { Matrix } from "@/ml/runtime/matrix";
import { weightedMean } from "./bootstrap";
import { argmax, macroF1 } from "./category-figures";
import type { GateQuestions } from "./gate";

/** The gate's questions about two category predictors: the holdout products whose category is known, by accuracy, with
 *  macro-F1 as what may not get worse; a category's floor is the share of its products that are named right.
 *  challenger, champion [n, k] probabilities in the dataset's own categories. */
export function categoryGate(dataset: CategoryDataset, challenger: Matrix, champion: Matrix): GateQuestions {
  const rows = knownHoldout(dataset);
  const k = dataset.classes.length;
  const truth = rows.map((i) => dataset.label[i]);
  const saidBy = ({ data }: Matrix) => rows.map((i) => argmax(data, i * k, k));
  const [asking, serving] = [saidBy(challenger), saidBy(champion)];
  return {
    cluster: rows.map((i) => dataset.group[i]),
    category: truth,
    measures: (questions) => {
      const own = questions.map((q) => truth[q]);
      const right = (said: Int32Array) => weightedMean(Float32Array.from(questions, (q) => +(said[q] === truth[q])));
      const balanced = (said: Int32Array) => {
        const chosen = questions.map((q) => said[q]);
        return (weights: Float32Array) => macroF1(chosen, own, k, weights);
      };
      return [
        { name: "accuracy", challenger: right(asking), champion: right(serving) },
        { name: "macroF1", challenger: balanced(asking), champion: balanced(serving) },
      ];
    },
  };
}

/** Holdout products with a category, given or confirmed by a reviewer. */
export function knownHoldout({ label, holdout }: CategoryDataset): Int32Array {
  return Int32Array.from(label.keys()).filter((i) => holdout[i] === 1 && label[i] >= 0);
}
