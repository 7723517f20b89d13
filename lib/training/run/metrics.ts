import type { Metrics } from "@/ml/train-protocol";
import type { Head, VersionMetrics } from "../../models/schema";

/** Rules without learning, whose figures ml puts beside the network's under the same protocol. */
const controlNames = new Set([
  "cosine",
  "popularity",
  "categoryPairs",
  "colourPairs",
  "attributePairs",
  "sameSeason",
  "neighbours",
  "commonest",
  "answeringAll",
]);

/** What a control of a protocol is measured by. */
const controlledMeasure: Record<Head, string> = { compatibility: "auc", category: "accuracy" };

function besideOf(head: Head, control: string, protocol: string): string {
  if (control === "answeringAll") return `riskCoverage.${protocol}`;
  return protocol === "fillInTheBlank" ? "fillInTheBlank.sameFamilySeason" : `${controlledMeasure[head]}.${protocol}`;
}

/** ml's flat figures ("auc.judged", "cosine.judged") as a version stores them: each with its controls beside it. */
export function metricsFrom(head: Head, { figures, notes }: Metrics): VersionMetrics {
  const metrics: VersionMetrics = { figures: {}, controls: {}, warnings: notes, counts: {} };
  for (const [name, figure] of Object.entries(figures)) {
    const [what = "", protocol = ""] = name.split(".");
    if (!controlNames.has(what)) {
      metrics.figures[name] = figure;
      continue;
    }
    const beside = besideOf(head, what, protocol);
    metrics.controls[beside] = { ...metrics.controls[beside], [what]: figure };
  }
  return metrics;
}
