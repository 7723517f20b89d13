import { count, decimal, percent } from "@/app/_ui/figures";
import type { Curve } from "@/lib/insights/return/schema";

/** What a target takes, in a sentence. */
export function forecastSentence({ target, forecast, labelsNow, ceiling, points }: Curve): string {
  const aim = decimal(target);
  if (points.some(({ quality }) => quality.lower >= target)) return `${aim} is reached: a version lies above it.`;
  if (!forecast || ceiling === null)
    return "No forecast yet: it takes three versions of different numbers of judged pairs, and growth between them.";
  if (forecast.labels === null)
    return `${aim} is out of reach for the curve as it runs now, however many pairs are judged. Other photos, a better encoder or a clearer guide would have to lift it.`;
  const low = forecast.lower === null ? null : count(Math.max(0, forecast.lower));
  const high = forecast.upper === null ? "more than can be told" : count(forecast.upper);
  const range = low === null ? "" : ` (${low} to ${high})`;
  const more = Math.max(0, forecast.labels - labelsNow);
  const doubt =
    forecast.chanceNever >= 0.05 ? ` With a chance of ${percent(forecast.chanceNever)} it is never reached.` : "";
  return `${aim} takes about ${count(forecast.labels)} judged pairs in all${range}: ${count(more)} more than now.${doubt}`;
}
