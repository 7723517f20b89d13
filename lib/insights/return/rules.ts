import type { Figure, VersionCard } from "../../models/schema";
import type { CurvePoint } from "./schema";

const judged = "auc.judged";
const outfits = "auc.sameFamilySeason";
/** Two versions make a curve that can be read. */
const leastVersions = 2;

type MeasuredVersion = Pick<VersionCard, "number" | "metrics" | "counts" | "isChampion">;

/** The versions with what they were measured by: on judged random pairs once two of them were, on outfits until then.
 *  Oldest first. */
export function curvePoints(versions: readonly MeasuredVersion[]): {
  measuredOn: "judged" | "outfits";
  points: CurvePoint[];
} {
  const pointsBy = (figure: string): CurvePoint[] =>
    versions
      .flatMap(({ number, metrics, counts, isChampion }) => {
        const quality = metrics.figures[figure];
        return quality ? [{ version: number, labels: counts["judged pairs"] ?? 0, quality, isChampion }] : [];
      })
      .sort((a, b) => a.version - b.version);
  const onJudged = pointsBy(judged);
  return onJudged.length >= leastVersions
    ? { measuredOn: "judged", points: onJudged }
    : { measuredOn: "outfits", points: pointsBy(outfits) };
}

/** What is asked for while nobody asked: two points more than the best there is, in whole points. */
export function defaultTarget(points: readonly CurvePoint[]): number {
  const best = Math.max(0.5, ...points.map(({ quality }) => quality.value));
  return Math.min(0.99, Math.ceil((best + 0.02) * 100) / 100);
}

/** Numbers of labels at which the fitted curve is drawn: up to twice as many as there are, closer where it is steep. */
export const curveStops = (labels: number, stops = 25): number[] =>
  Array.from({ length: stops }, (_, i) => Math.round(2 * labels * (i / (stops - 1)) ** 2));

/** Mean of n values by their sums, with the normal 95 % interval. */
export function meanFigure({ n, sum, squares }: { n: number; sum: number; squares: number }): Figure | null {
  if (n < 2) return null;
  const value = sum / n;
  const half = 1.959964 * Math.sqrt(Math.max(0, squares / n - value * value) / (n - 1));
  return { value, lower: value - half, upper: value + half, n };
}
