import { fitLearningCurve, forecastLabels, qualityAt } from "@/ml/evaluation/learning-curve";
import { wilsonFigure } from "@/ml/evaluation/wilson";
import { versions } from "../../models/data";
import type { VersionCard } from "../../models/schema";
import { houseTimeZone } from "../../training/retrain/data";
import type { Allowed, AsSystem } from "../../users/allow";
import { catalogueErrorRate } from "../data";
import { countedUntil } from "../rollup/data";
import { curvePoints, curveStops, defaultTarget, meanFigure } from "./rules";
import type { Curve, Return, ReturnQuery, ReturnWeek, SliceWorth } from "./schema";
import { fixesByWeek, looksByWeek, worthBySlice } from "./sql";

const seed = 1;
const shownWeeks = 26;

/** What the team's answers have bought: quality by number of labels with a forecast, what chosen answers tell beside random
 *  ones, the catalogue's errors and the corrections made. */
export async function returnOnLabels(by: Allowed<"oversee"> | AsSystem, { target }: ReturnQuery): Promise<Return> {
  const timeZone = await houseTimeZone();
  const [cards, worth, errorRate, looks, fixes, until] = await Promise.all([
    versions("compatibility"),
    worthBySlice(),
    catalogueErrorRate(by),
    looksByWeek(),
    fixesByWeek(timeZone),
    countedUntil("return"),
  ]);
  return {
    curve: curveOf(cards, target),
    slices: worth.map(
      ({ kind, slice, n, k, bits, squares }): SliceWorth => ({
        head: kind === "pair" ? "compatibility" : "category",
        slice,
        telling: wilsonFigure(k, n),
        bits: kind === "pair" ? meanFigure({ n, sum: bits, squares }) : null,
      }),
    ),
    errorRate,
    weeks: weeksOf(looks, fixes),
    fixes: {
      byHand: total(fixes, "byHand"),
      byRule: total(fixes, "byRule"),
      takenBack: total(fixes, "takenBack"),
    },
    countedUntil: until,
  };
}

function curveOf(cards: VersionCard[], asked: number | undefined): Curve {
  const { measuredOn, points } = curvePoints(cards);
  const target = asked ?? defaultTarget(points);
  const fit = fitLearningCurve(points);
  const labelsNow = Math.max(0, ...points.map(({ labels }) => labels));
  return {
    measuredOn,
    points,
    fitted: fit ? curveStops(labelsNow).map((labels) => ({ labels, value: qualityAt(fit, labels) })) : [],
    ceiling: fit?.ceiling ?? null,
    target,
    forecast: forecastLabels(points, target, seed),
    labelsNow,
  };
}

type FixWeek = Awaited<ReturnType<typeof fixesByWeek>>[number];
const total = (rows: FixWeek[], kind: "byHand" | "byRule" | "takenBack") =>
  rows.reduce((sum, row) => sum + row[kind], 0);

function weeksOf(looks: { week: string; k: number; n: number }[], fixes: FixWeek[]): ReturnWeek[] {
  let soFar = 0;
  return [...new Set([...looks, ...fixes].map(({ week }) => week))]
    .sort()
    .map((week) => {
      const look = looks.find((one) => one.week === week);
      const made = fixes.find((one) => one.week === week);
      const count = made ? made.byHand + made.byRule : 0;
      soFar += count;
      return { week, errorRate: look ? wilsonFigure(look.k, look.n) : null, fixes: count, fixesSoFar: soFar };
    })
    .slice(-shownWeeks);
}
