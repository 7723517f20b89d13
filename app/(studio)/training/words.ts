import { ago, count, decimal } from "@/app/_ui/figures";
import { headlineOf } from "@/lib/models/rules";
import type { Figure, Head, VersionCard } from "@/lib/models/schema";

export const headWords: Record<Head, { name: string; purpose: string; items: string }> = {
  compatibility: { name: "Compatibility", purpose: "Which garments are worn together", items: "pairs" },
  category: { name: "Category", purpose: "Which category a garment belongs to", items: "garments" },
};

const untrained: Record<Head, string> = {
  compatibility: "No version yet. Pairs come in random order until the first one is trained.",
  category: "No version yet. Review fills once the first one is trained.",
};

const measures: Record<string, string> = {
  auc: "AUC",
  averagePrecision: "Average precision",
  fillInTheBlank: "Fill in the blank",
  expectedCalibrationError: "Calibration error",
  riskCoverage: "Error, the least sure passed over",
  accuracy: "Accuracy",
  topThree: "Right one among the first three",
  macroF1: "Mean F1 by category",
};
const protocols: Record<string, string> = {
  sameFamilySeason: "same category and season",
  degreeMatched: "equally popular garments",
  bothSeen: "both garments known",
  oneUnseen: "one garment new",
  bothUnseen: "both garments new",
  judged: "judged pairs",
  validation: "while training",
  holdout: "garments never trained on",
  outOfFold: "out of fold",
};
const controlNames: Record<string, string> = {
  cosine: "looks alone",
  popularity: "popularity in these outfits (no model can know it)",
  categoryPairs: "category pairs alone",
  colourPairs: "colour pairs alone",
  attributePairs: "pairs of the most telling attribute alone",
  sameSeason: "same season",
  neighbours: "nearest look-alikes",
  commonest: "largest category",
  answeringAll: "nothing passed over",
};

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** "auc.sameFamilySeason" → "AUC, same category and season". An unknown name is spelled out, not hidden. */
export function figureTitle(key: string): string {
  const [measure = key, protocol] = key.split(".");
  const what = measures[measure] ?? spaced(measure).replace(/^./, (letter) => letter.toUpperCase());
  return protocol ? `${what}, ${protocols[protocol] ?? spaced(protocol)}` : what;
}

export const controlTitle = (name: string): string => controlNames[name] ?? spaced(name);

/** ".71 (.68 to .74)" */
export const figureText = ({ value, lower, upper }: Figure): string =>
  lower === upper ? decimal(value) : `${decimal(value)} (${decimal(lower)} to ${decimal(upper)})`;

/** What a manager can trust, in one or two sentences: who serves, who asks, on what they were measured. */
export function trustSentence(head: Head, versions: VersionCard[], now: number): string {
  const champion = versions.find(({ isChampion }) => isChampion);
  if (!champion) return untrained[head];
  const newer = versions.filter(({ number }) => number > champion.number);
  const challenger = newer.sort((a, b) => b.number - a.number)[0];
  const { headline: serving, control } = headlineOf(head, champion.metrics);
  if (!challenger) {
    if (!serving) return `v${champion.number} serves. There was nothing to measure it on yet.`;
    const measured = `${figureText(serving)} on ${count(serving.n)} ${headWords[head].items} nobody trained on`;
    return `v${champion.number} serves: ${measured}. ${besideRule(serving, control)}`.trim();
  }
  const asking = headlineOf(head, challenger.metrics).headline;
  const finished = `v${champion.number} serves. v${challenger.number} finished ${ago(challenger.createdAt, now)}`;
  if (!asking || !serving) return `${finished}; there was nothing to compare the two on yet.`;
  return `${finished}: ${figureText(asking)} against ${figureText(serving)}, on ${count(asking.n)} ${headWords[head].items} nobody trained on. ${verdictOn(asking, serving)}`;
}

/** A version that a simple rule beats is not to be followed yet, and the sentence says so. */
function besideRule(serving: Figure, control: Figure | null): string {
  if (!control || control.value < serving.value) return "";
  return `The best simple rule reaches ${decimal(control.value)}: it needs more labels before its order means much.`;
}

/** Two overlapping intervals are no proof that there is no difference, so the words stay careful. */
function verdictOn(asking: Figure, serving: Figure): string {
  if (asking.lower > serving.upper) return "It is better. Promote?";
  if (asking.upper < serving.lower) return "It is worse; keep the old one.";
  const points = Math.abs(asking.value - serving.value) * 100;
  return `That is ${points.toFixed(1)} points ${asking.value >= serving.value ? "up" : "down"}, within what chance allows.`;
}
