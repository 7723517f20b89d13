import { costsOf } from "@/lib/queue/plan/rules";
import type { QueuePlan } from "@/lib/queue/schema";

export type ShareKey = "uniform" | "repeat" | "secondOpinion" | "gold" | "audit";

/** What each share is called and what it buys, in the order of the form. */
export const shareWords: { key: ShareKey; name: string; buys: string; most: number }[] = [
  {
    key: "uniform",
    name: "Drawn at random",
    buys: "Places of the queue that go to any pair at all. Only these measure quality without bias.",
    most: 0.5,
  },
  {
    key: "secondOpinion",
    name: "Second opinions",
    buys: "New pairs that others judge too, without seeing the first answer. They show where the guide is unclear.",
    most: 0.5,
  },
  {
    key: "repeat",
    name: "Repeats",
    buys: "New pairs that the same person sees again later, sides swapped. They show how steady an eye is.",
    most: 0.3,
  },
  {
    key: "gold",
    name: "Gold",
    buys: "Pairs with an agreed answer, spread over everyone. They never train the network.",
    most: 0.3,
  },
  {
    key: "audit",
    name: "Audit in Review",
    buys: "Flags drawn at random and judged without the proposal in sight, to estimate the catalogue's true error rate.",
    most: 0.5,
  },
];

/** Of all answers about pairs, what goes to what; together the whole. */
export function partsOf(plan: QueuePlan): { name: string; share: number; look: string }[] {
  const costs = costsOf(plan);
  return [
    { name: "most to learn from", share: costs.firstLooks * (1 - plan.uniform), look: "bg-accent" },
    { name: "drawn at random", share: costs.firstLooks * plan.uniform, look: "bg-[var(--chart-2)]" },
    { name: "second opinions", share: costs.secondOpinion, look: "bg-[var(--chart-3)]" },
    { name: "repeats", share: costs.repeat, look: "bg-edge" },
    { name: "gold", share: costs.gold, look: "bg-ink" },
  ];
}

export const isSamePlan = (a: QueuePlan, b: QueuePlan): boolean =>
  (Object.keys(a) as (keyof QueuePlan)[]).every((key) => a[key] === b[key]);
