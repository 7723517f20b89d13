import { estimateErrorRate } from "@/ml/evaluation/error-rate";
import { versions } from "../models/data";
import { headlineOf } from "../models/rules";
import type { Head, VersionCard } from "../models/schema";
import { houseTimeZone } from "../training/retrain/data";
import type { Allowed, AsSystem } from "../users/allow";
import { agreement } from "./agreement/data";
import type { ErrorRate, Overview } from "./schema";
import { catalogueCounts, randomLooks } from "./sql";
import { dayOn } from "./throughput/clock";
import { paceDays } from "./throughput/data";
import { spreadOf } from "./throughput/rules";
import { labelsPerDay, paceLately, queuesLeft } from "./throughput/sql";

const shownDays = 30;

/** Labels per day, queue depth, quality by version, agreement and the catalogue in numbers. Anyone who oversees may read it. */
export async function overview(by: Allowed<"oversee"> | AsSystem, now: Date): Promise<Overview> {
  const today = dayOn(now.getTime(), await houseTimeZone());
  const [days, queue, cards, agreed, catalogue, errorRate] = await Promise.all([
    labelsPerDay(shownDays, today),
    queueDepths(today),
    versions(),
    agreement(),
    catalogueCounts(),
    catalogueErrorRate(by),
  ]);
  const quality = cards.map(qualityOf).sort((a, b) => a.head.localeCompare(b.head) || a.number - b.number);
  return { labelsPerDay: days, queue, quality, agreement: agreed, catalogue, errorRate };
}

async function queueDepths(today: string): Promise<Overview["queue"]> {
  const [left, pace] = await Promise.all([queuesLeft(paceDays), paceLately(paceDays, today)]);
  const of = (head: Head) => {
    const [queue, lately] = [left.find((one) => one.head === head), pace.find((one) => one.head === head)];
    return {
      open: queue?.open ?? 0,
      leased: queue?.leased ?? 0,
      doneToday: lately?.today ?? 0,
      medianSeconds: spreadOf(lately?.pace ?? 0n)?.median ?? null,
    };
  };
  return { compatibility: of("compatibility"), category: of("category") };
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
