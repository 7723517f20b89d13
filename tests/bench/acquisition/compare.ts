import type { Figure } from "@/bin/instance/bench-types";
import { spread, withInterval } from "../arms/spread";
import type { Curve } from "./replay";

/** Curves of one arm, one a seed; seed s of one arm and of another share house, answers and first model. */
export type Arms = Map<string, Curve[]>;

/** Mean height of a curve over its answers, by trapezoids. */
export function areaUnder(curve: Curve): number {
  let area = 0;
  for (let s = 1; s < curve.length; s++)
    area += ((curve[s].auc + curve[s - 1].auc) / 2) * (curve[s].asked - curve[s - 1].asked);
  return area / (curve[curve.length - 1].asked - curve[0].asked);
}

/** Answers after which a curve first reaches `auc`, between its stops by a straight line; its end where it never does. */
export function answersTo(curve: Curve, auc: number): number {
  if (curve[0].auc >= auc) return curve[0].asked;
  for (let s = 1; s < curve.length; s++) {
    const [before, here] = [curve[s - 1], curve[s]];
    if (here.auc >= auc)
      return before.asked + ((here.asked - before.asked) * (auc - before.auc)) / (here.auc - before.auc);
  }
  return curve[curve.length - 1].asked;
}

/** Height of a curve after half its answers; NaN where it has no stop there. */
export function halfWay(curve: Curve): number {
  const half = curve[curve.length - 1].asked / 2;
  return curve.find(({ asked }) => asked === half)?.auc ?? Number.NaN;
}

/** Each arm at each stop, its area against the control's, its height half way against the control's at the end, and the
 *  answers that it needs for the latter. The last favours a curve that jumps about, the two before do not. */
export function figuresOfArms(title: string, arms: Arms, control: string): Figure[] {
  const reference = arms.get(control) as Curve[];
  return [...arms].flatMap(([name, curves]) => {
    const figure = (what: string, unit: string, values: number[], digits = 3): Figure => {
      const { mean, half } = spread(values);
      return {
        name: `${title} · ${name} · ${what}`,
        value: mean,
        unit: withInterval(unit, { mean, half }, digits),
        ok: true,
      };
    };
    const own = curves[0].map(({ asked }, s) =>
      figure(
        `after ${asked}`,
        "AUC",
        curves.map((curve) => curve[s].auc),
      ),
    );
    if (name === control) return own;
    const paired = (of: (curve: Curve, beside: Curve) => number) => curves.map((curve, s) => of(curve, reference[s]));
    return [
      ...own,
      figure(
        `area against ${control}`,
        "AUC",
        paired((curve, beside) => areaUnder(curve) - areaUnder(beside)),
        4,
      ),
      figure(
        `half the answers against all of ${control}`,
        "AUC",
        paired((curve, beside) => halfWay(curve) - beside[beside.length - 1].auc),
      ),
      figure(
        `answers for what ${control} reaches at ${reference[0][reference[0].length - 1].asked}`,
        "",
        paired((curve, beside) => answersTo(curve, beside[beside.length - 1].auc)),
        0,
      ),
    ];
  });
}

/** Of arms that learn between two trainings: how much better than the network that asked what was learnt ranks the unseen
 *  garments just before each training, the mean of it, and how often garment models were asked about again. */
export function figuresOfOnline(title: string, arms: Arms, control: string): Figure[] {
  const figure = (what: string, unit: string, values: number[], digits = 3): Figure => {
    const { mean, half } = spread(values);
    return { name: `${title} · ${what}`, value: mean, unit: withInterval(unit, { mean, half }, digits), ok: true };
  };
  const stops = (arms.get(control) as Curve[])[0].map(({ asked }) => asked).slice(1);
  return [...arms].flatMap(([name, curves]) => {
    const gains = curves.map((curve) =>
      curve.slice(1).map(({ beforeTraining }, s) => (beforeTraining ?? Number.NaN) - curve[s].auc),
    );
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const repeated = curves.map((curve) => mean(curve.slice(1).map(({ twins }) => twins ?? Number.NaN)));
    const own = [figure(`${name} · asked about again`, "share of questions", repeated)];
    if (gains.flat().some(Number.isNaN)) return own;
    return [
      ...own,
      ...stops.map((stop, s) =>
        figure(
          `${name} · learnt just before the training at ${stop}`,
          "AUC gained",
          gains.map((gain) => gain[s]),
          4,
        ),
      ),
      figure(`${name} · learnt between trainings, mean`, "AUC gained", gains.map(mean), 4),
    ];
  });
}
