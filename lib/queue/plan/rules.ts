import { v5 as uuidOf } from "uuid";
import { isShownSwapped } from "../rules";
import type { QueuePlan, Slice } from "../schema";

/** What a first look can bring about. */
export const checkKinds = ["repeat", "secondOpinion", "gold"] as const;
export type CheckKind = (typeof checkKinds)[number];

/** A standing first look, as far as the draw is concerned. */
export type FirstLook = {
  labelId: string;
  slice: Slice;
  slot: number;
  /** Answered as one of a set, where the question is another one. */
  isOfSet: boolean;
  /** Chance with which its pair was drawn; null for ranked pairs. */
  propensity: number | null;
};

/** nth: of the further opinions, from 1; 1 for the other kinds. */
export type DrawnCheck = { kind: CheckKind; nth: number; slice: Slice; propensity: number };

/** A number in [0, 1) that a label's id fixes for each kind: who draws, when and how often changes nothing. */
export function drawOf(labelId: string, kind: CheckKind): number {
  const word = uuidOf(kind, labelId).replaceAll("-", "").slice(0, 8);
  return Number.parseInt(word, 16) / 2 ** 32;
}

/** The checks that a first look brings about under a plan. A repeat asks the very same question, so sets have none; only
 *  the first of a pair's blind opinions asks for further ones. A second opinion keeps the slice of its pair, and its chance is
 *  that of the pair times the share. */
export function checksOf(look: FirstLook, plan: QueuePlan): DrawnCheck[] {
  const isDrawn = (kind: CheckKind) => drawOf(look.labelId, kind) < plan[kind];
  const drawn: DrawnCheck[] = [];
  if (!look.isOfSet && isDrawn("repeat"))
    drawn.push({ kind: "repeat", nth: 1, slice: "repeat", propensity: plan.repeat });
  if (look.slot === 0 && isDrawn("secondOpinion"))
    for (let nth = 1; nth < plan.opinions; nth++)
      drawn.push({
        kind: "secondOpinion",
        nth,
        slice: look.slice,
        propensity: plan.secondOpinion * (look.propensity ?? 1),
      });
  if (isDrawn("gold")) drawn.push({ kind: "gold", nth: 1, slice: "gold", propensity: plan.gold });
  return drawn;
}

/** The id of a check's task, the same at every draw. */
export const checkId = (labelId: string, kind: CheckKind, nth = 1): string =>
  uuidOf(nth === 1 ? `task ${kind}` : `task ${kind} ${nth}`, labelId);

/** The id of a repeat's task. A task's sides follow from its id, so ids are tried until one stands the other way round
 *  than the first look did: two on average. */
export function repeatId(labelId: string, wasShownSwapped: boolean): string {
  for (let attempt = 0; ; attempt++) {
    const id = uuidOf(`task repeat ${attempt}`, labelId);
    if (isShownSwapped(id) !== wasShownSwapped) return id;
  }
}

export type PlanCosts = Record<"firstLooks" | CheckKind, number>;

/** Of all answers, the share that each kind takes once the plan has run for a while. First looks, the uniform ones among
 *  them, are what is left. */
export function costsOf(plan: Pick<QueuePlan, CheckKind | "opinions">): PlanCosts {
  const furtherOpinions = plan.secondOpinion * (plan.opinions - 1);
  const whole = 1 + plan.repeat + furtherOpinions + plan.gold;
  return {
    firstLooks: 1 / whole,
    repeat: plan.repeat / whole,
    secondOpinion: furtherOpinions / whole,
    gold: plan.gold / whole,
  };
}
