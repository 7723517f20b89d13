import type { GateRules } from "@/lib/models/evaluation/schema";

type Field = {
  key: keyof GateRules;
  name: string;
  note: string;
  unit: string;
  least: number;
  most: number;
  step: number;
  /** Shown as hundredths of what is stored. */
  isPoints?: boolean;
};

/** What each threshold is called and what moving it does, in the order of the form. */
export const gateFields: Field[] = [
  {
    key: "leastGain",
    name: "Gain that it takes",
    note: "A challenger passes when its gain lies above this beyond chance. 0: any gain that chance does not explain.",
    unit: "points",
    least: 0,
    most: 20,
    step: 0.1,
    isPoints: true,
  },
  {
    key: "worthwhile",
    name: "Gain worth having",
    note: "Once a gain of this size is ruled out, the gate fails. Below it, waiting for more judgements is pointless.",
    unit: "points",
    least: 0,
    most: 20,
    step: 0.1,
    isPoints: true,
  },
  {
    key: "floor",
    name: "What one category may lose",
    note: "A challenger that surely loses more on any category fails, however good it is elsewhere.",
    unit: "points",
    least: 0,
    most: 20,
    step: 0.5,
    isPoints: true,
  },
  {
    key: "floorQuestions",
    name: "Questions before a category is held to that",
    note: "A small category moves by chance alone. Fewer questions than this say nothing about it.",
    unit: "at least",
    least: 10,
    most: 500,
    step: 5,
  },
  {
    key: "floorModels",
    name: "Garments in those questions",
    note: "Fifty questions about three garments are three garments. Colours of one model count once.",
    unit: "at least",
    least: 5,
    most: 200,
    step: 1,
  },
  {
    key: "judgements",
    name: "Judged pairs before they decide",
    note: "Until there are so many random pairs that people judged, outfits of the house stand in for them.",
    unit: "at least",
    least: 20,
    most: 5_000,
    step: 20,
  },
  {
    key: "fewestModels",
    name: "Garments for any comparison",
    note: "With fewer different garments the gate says that there is not enough to tell.",
    unit: "at least",
    least: 5,
    most: 500,
    step: 5,
  },
];

/** What does not fit together, in a sentence; null when all does. */
export function contradictionIn({ leastGain, worthwhile }: GateRules): string | null {
  return leastGain > worthwhile
    ? "A gain worth having is smaller than the gain that it takes: such a challenger could neither pass nor fail. Raise the one or lower the other."
    : null;
}
