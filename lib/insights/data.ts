import { estimateErrorRate } from "@/ml/evaluation/error-rate";
import { disagreementCount } from "../labels/adjudication/data";
import { agreement } from "../labels/agreement/data";
import { versions } from "../models/data";
import { headlineOf } from "../models/rules";
import type { VersionCard } from "../models/schema";
import type { Allowed, AsSystem } from "../users/allow";
import type { ErrorRate, Overview } from "./schema";
import { catalogueCounts, labelsPerDay, queueDepth, randomLooks } from "./sql";

const shownDays = 30;

/** Labels per day, queue depth, quality by version, agreement and the catalogue in numbers. Anyone who oversees may read it. */
export async function overview(by: Allowed<"oversee"> | AsSystem): Promise<Overview> {
  const [days, compatibility, category, cards, agreed, open, catalogue, errorRate] = await Promise.all([
    labelsPerDay(shownDays),
    queueDepth("compatibility"),
    queueDepth("category"),
    versions(),
    agreement(),
    disagreementCount(),
    catalogueCounts(),
    catalogueErrorRate(by),
  ]);
  const quality = cards.map(qualityOf).sort((a, b) => a.head.localeCompare(b.head) || a.number - b.number);
  return {
    labelsPerDay: days,
    queue: { compatibility, category },
    quality,
    agreement: { ...agreed, disagreements: open },
    catalogue,
    errorRate,
  };
}

/** Share of the products that no reviewer has settled that is filed wrongly, from looks drawn at random; null before the
 *  first one. One draw gives every product the same chance, and draws differ in nothing but how many they take, so each
 *  look counts the same: weighed by its propensity, a draw of one would count as much as a draw of fifty. */
export const catalogueErrorRate = async (
  _by: Allowed<"judge-flags"> | Allowed<"oversee"> | AsSystem,
): Promise<ErrorRate | null> =>
  estimateErrorRate((await randomLooks()).map(({ isWrong }) => ({ isWrong, propensity: 1 })));

function qualityOf({ head, number, createdAt, isChampion, metrics, counts }: VersionCard): Overview["quality"][number] {
  const labels = head === "compatibility" ? "judged pairs" : "categories confirmed by a reviewer";
  return { head, number, createdAt, isChampion, ...headlineOf(head, metrics), labels: counts[labels] ?? 0 };
}
