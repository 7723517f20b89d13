import { ago, count, decimal } from "@/app/_ui/figures";
import { findingOf } from "@/lib/models/evaluation/rules";
import type { GateOutcome } from "@/lib/models/evaluation/schema";
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

/** Names of measures and protocols, in the order in which tables list them. */
const measures: Record<string, string> = {
  auc: "AUC",
  accuracy: "Accuracy",
  macroF1: "Mean F1 by category",
  topThree: "Right one among the first three",
  fillInTheBlank: "Fill in the blank",
  averagePrecision: "Average precision",
  expectedCalibrationError: "Calibration error",
  riskCoverage: "Error, the least sure passed over",
};
const protocols: Record<string, string> = {
  judged: "judged pairs",
  holdout: "garments never trained on",
  degreeMatched: "equally popular garments",
  sameFamilySeason: "same category and season",
  bothUnseen: "both garments new",
  oneUnseen: "one garment new",
  bothSeen: "both garments known",
  outOfFold: "out of fold",
  validation: "while training",
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
  colour: "colour alone",
  season: "season alone",
  answeringAll: "nothing passed over",
};

/** The same, short enough for the head of a column. */
const shortNames: Record<string, string> = {
  cosine: "looks",
  popularity: "popularity",
  categoryPairs: "category pairs",
  colourPairs: "colour pairs",
  attributePairs: "attribute pairs",
  sameSeason: "season",
  neighbours: "look-alikes",
  colour: "colour",
  season: "season",
};

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** "auc.sameFamilySeason" → "AUC, same category and season". An unknown name is spelled out, not hidden. */
export function figureTitle(key: string): string {
  const [measure = key, protocol] = key.split(".");
  const what = measures[measure] ?? spaced(measure).replace(/^./, (letter) => letter.toUpperCase());
  return protocol ? `${what}, ${protocols[protocol] ?? spaced(protocol)}` : what;
}

/** Keys of figures in a fixed order: by measure, then by protocol; unknown ones last, by name. */
export function inOrder(keys: string[]): string[] {
  const places = [Object.keys(measures), Object.keys(protocols)];
  const placeOf = (key: string) =>
    key.split(".").map((part, level) => {
      const place = places[level]?.indexOf(part) ?? -1;
      return place < 0 ? 99 : place;
    });
  return [...keys].sort((a, b) => {
    const [[m = 0, p = 0], [n = 0, q = 0]] = [placeOf(a), placeOf(b)];
    return m - n || p - q || (a < b ? -1 : 1);
  });
}

export const controlHead = (name: string): string => shortNames[name] ?? controlTitle(name);
export const controlTitle = (name: string): string => controlNames[name] ?? spaced(name);

/** A part of the holdout in words: "both garments new", of one garment "garments never trained on". */
export function sliceTitle(head: Head, slice: string): string {
  const own: Record<string, string> =
    head === "category"
      ? {
          bothUnseen: "garments never trained on",
          bothSeen: "garments it trained on, out of fold",
          confirmed: "never trained on, confirmed by a reviewer",
        }
      : {};
  return own[slice] ?? protocols[slice] ?? spaced(slice);
}

/** ".714": one digit more than a figure alone, for differences of points must show. */
export const measured = (value: number): string => decimal(value, 3);

/** ".71 (.68 to .74)" */
export const figureText = ({ value, lower, upper }: Figure): string =>
  lower === upper ? decimal(value) : `${decimal(value)} (${decimal(lower)} to ${decimal(upper)})`;

const patienceMs = 10 * 60_000;

/** What a manager can trust, in one or two sentences: who serves, who asks, and what the gate says to it. */
export function trustSentence(head: Head, versions: VersionCard[], now: number): string {
  const champion = versions.find(({ isChampion }) => isChampion);
  if (!champion) return untrained[head];
  const challenger = challengerOf(versions);
  const { headline: serving, control } = headlineOf(head, champion.metrics);
  const served = `v${champion.number}`;
  if (!challenger) {
    if (!serving) return `${served} serves. There was nothing to measure it on yet.`;
    const measured = `${figureText(serving)} on ${count(serving.n)} ${headWords[head].items} nobody trained on`;
    return `${served} serves: ${measured}. ${besideRule(serving, control)}`.trim();
  }
  const finished = `${served} serves. v${challenger.number} finished ${ago(challenger.createdAt, now)} and`;
  const { gate } = challenger;
  if (gate?.againstId !== champion.id && gate?.outcome !== "incomparable") {
    const isLate = now - Date.parse(challenger.createdAt) > patienceMs;
    return isLate ? `${finished} has not been compared with ${served} yet.` : `${finished} is being compared with it.`;
  }
  const { finding, advice } = findingOf(head, served, gate);
  return `${finished} ${finding}. ${advice}`;
}

/** The newest version after the one that serves. */
export function challengerOf(versions: VersionCard[]): VersionCard | undefined {
  const champion = versions.find(({ isChampion }) => isChampion);
  return versions
    .filter(({ number }) => champion && number > champion.number)
    .sort((a, b) => b.number - a.number)
    .at(0);
}

export const outcomeWords: Record<GateOutcome, string> = {
  passes: "passes the gate",
  fails: "does not pass the gate",
  notEnough: "not enough to tell yet",
  incomparable: "cannot be compared",
};

/** A version that a simple rule beats is not to be followed yet, and the sentence says so. */
function besideRule(serving: Figure, control: Figure | null): string {
  if (!control || control.value < serving.value) return "";
  return `The best simple rule reaches ${decimal(control.value)}: it needs more labels before its order means much.`;
}
