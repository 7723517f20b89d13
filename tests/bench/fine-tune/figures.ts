import type { Figure } from "@/bin/instance/bench-types";
import { weightedMean } from "@/ml/evaluation/bootstrap";
import { pairedBootstrap } from "@/ml/evaluation/paired-bootstrap";
import type { Measured } from "./measure";
import type { ClothingPhotos } from "./photos";

/** What a question brought. control: see frozenControl. seconds: the tuning alone. */
export type Answer = {
  name: string;
  seconds: number;
  control: number[];
  /** The same by a linear probe. */
  linear: { frozen: number[]; tuned: number[] };
  frozen: Measured;
  tuned: Measured;
};

const seed = 1;

/** Each gain with its interval over whole senders: the folds pooled, then the fixed test photos. */
export function figuresOf(answers: Answer[], photos: ClothingPhotos): Figure[] {
  const [folds, test] = [true, false].map((wanted) => answers.filter(({ name }) => name.startsWith("fold") === wanted));
  const compare = (chosen: Answer[], name: string, key: keyof Measured, isAimed: boolean) =>
    comparison(photos, chosen, { name, isAimed, before: (one) => one.frozen[key], after: (one) => one.tuned[key] });
  const linear = { before: (one: Answer) => one.linear.frozen, after: (one: Answer) => one.linear.tuned };
  return [
    ...compare(folds!, "folds: right", "right", true),
    ...comparison(photos, folds!, {
      name: "folds: right, control with views and mixing on the frozen block",
      isAimed: true,
      before: (one) => one.control,
      after: (one) => one.tuned.right,
    }),
    ...comparison(photos, folds!, { name: "folds: right, linear probe", isAimed: true, ...linear }),
    ...compare(folds!, "folds: ten nearest agree, among photos asked", "near", true),
    ...compare(folds!, "folds: average precision among photos asked", "ranked", true),
    ...compare(folds!, "folds: ten nearest agree, among photos taught", "nearTaught", false),
    ...compare(test!, "fixed test photos: right", "right", false),
    ...comparison(photos, test!, { name: "fixed test photos: right, linear probe", isAimed: false, ...linear }),
    ...compare(test!, "fixed test photos: ten nearest agree", "near", false),
    { name: "tuning, one fold", value: meanOf(folds!.map((one) => one.seconds)), unit: "s", ok: true },
  ];
}

type Comparison = {
  name: string;
  /** Whether the interval of the gain has to lie above zero. */
  isAimed: boolean;
  before: (answer: Answer) => number[];
  after: (answer: Answer) => number[];
};

function comparison(photos: ClothingPhotos, answers: Answer[], { name, isAimed, before, after }: Comparison): Figure[] {
  if (answers.length === 0) return [];
  const askedOf = (answer: Answer) => Array.from(photos.questions.find((one) => one.name === answer.name)!.asked);
  const cluster = answers.flatMap(askedOf).map((i) => photos.group[i]!);
  const [old, tuned] = [answers.flatMap(before), answers.flatMap(after)];
  const { value, lower, upper } = pairedBootstrap(cluster, weightedMean(tuned), weightedMean(old), seed);
  const interval = `${lower.toFixed(3)} to ${upper.toFixed(3)}`;
  return [
    { name: `${name}, before`, value: meanOf(old), unit: "", ok: true },
    { name: `${name}, tuned`, value: meanOf(tuned), unit: "", ok: true },
    {
      name: `${name}, gain (${interval})`,
      value,
      unit: "",
      ...(isAimed ? { target: "interval above 0" } : {}),
      ok: !isAimed || lower > 0,
    },
  ];
}

export const meanOf = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
