import type { Head } from "../schema";
import type { GateReport, GateRules, MeasuredVersion } from "./schema";

/** Whether someone has to say why before this version serves: the gate does not speak for it against what serves now. */
export const needsReason = (gate: Pick<GateReport, "outcome"> | null): boolean => gate?.outcome !== "passes";

/** What the child process found, as it is stored: floors with their names. null where nothing was compared. */
export function reportOf({ gate }: MeasuredVersion, rules: GateRules): GateReport | null {
  if (!gate) return null;
  const { finding, categories, source, judgements } = gate;
  return {
    ...finding,
    refusal: null,
    source,
    judgements,
    judgementsNeeded: rules.judgements,
    floors: finding.floors.map(({ category, ...floor }) => ({ category: categories[category] ?? "", ...floor })),
  };
}

/** A report that says why two versions could not be compared. */
export const refusedReport = (refusal: string, rules: GateRules): GateReport => ({
  outcome: "incomparable",
  reason: "incomparable",
  refusal,
  source: null,
  questions: 0,
  models: 0,
  judgements: 0,
  judgementsNeeded: rules.judgements,
  figures: [],
  floors: [],
});

const points = (share: number): string => (share * 100).toFixed(1).replace("-", "−");

/** "1.4 points (0.3 to 2.5)" */
export const pointsText = ({ value, lower, upper }: { value: number; lower: number; upper: number }): string =>
  `${points(Math.abs(value))} points (${points(lower)} to ${points(upper)})`;

const whole = new Intl.NumberFormat("en-GB");
const counted = (n: number, one: string, many = `${one}s`) => `${whole.format(n)} ${n === 1 ? one : many}`;

/** On what the two were compared, in words. */
export function groundOf(head: Head, { source, questions, judgements, judgementsNeeded }: GateReport): string {
  if (head === "category") return `on ${counted(questions, "garment")} nobody trained on`;
  if (source === "judged") return `on ${counted(questions, "pair")} nobody trained on`;
  return (
    `on ${counted(questions, "pair")} from outfits nobody trained on ` +
    `(${counted(judgements, "judged pair")} so far; from ${whole.format(judgementsNeeded)} on they decide)`
  );
}

/** What the gate found, as the end of a sentence that begins with the challenger's name, and what follows from it. */
export function findingOf(head: Head, champion: string, report: GateReport): { finding: string; advice: string } {
  const ground = groundOf(head, report);
  const [deciding, guard] = report.figures;
  const keep = `Keep ${champion}.`;
  if (report.outcome === "incomparable" || !deciding) {
    if (report.refusal) return { finding: `cannot be compared with ${champion}`, advice: report.refusal };
    return {
      finding: `was compared with ${champion} ${ground}`,
      advice: "That is too few to tell anything.",
    };
  }
  const { difference } = deciding;
  const { value, lower, upper } = difference;
  if (lower === 0 && upper === 0 && report.reason === "wide")
    return { finding: `answers as ${champion} does ${ground}`, advice: "That is not enough to tell yet." };
  const isSure = lower > 0 || upper < 0;
  const side = value >= 0 ? ["better", "up"] : ["worse", "down"];
  // What chance may explain is no better and no worse: the figure alone went up or down.
  const plain = isSure
    ? `is ${side[0]} by ${pointsText(difference)} ${ground}`
    : `went ${side[1]} by ${pointsText(difference)} ${ground}, which chance may explain`;
  switch (report.reason) {
    case "better":
      return { finding: plain, advice: "Promote?" };
    case "worse":
      return { finding: plain, advice: keep };
    case "noBetter":
      return { finding: `is no better ${ground}: by ${points(difference.upper)} points at most`, advice: keep };
    case "floor":
      return { finding: plain, advice: `But it falls on ${fallenOn(report)}. ${keep}` };
    case "guard":
      return {
        finding: plain,
        advice: `But rare categories fall: ${pointsText(guard!.difference)} of mean F1. ${keep}`,
      };
    case "tooFew":
      return {
        finding: `was compared with ${champion} ${ground}, about ${counted(report.models, "garment model")}`,
        advice: "That is too few to tell.",
      };
    default:
      return { finding: plain, advice: "That is not enough to tell yet." };
  }
}

function fallenOn({ floors }: GateReport): string {
  const fallen = floors.filter(({ isBroken }) => isBroken);
  const words = fallen
    .slice(0, 3)
    .map(({ category, difference }) => `${category} by ${points(-difference.value)} points`);
  return fallen.length > 3 ? `${words.join(", ")} and ${fallen.length - 3} more` : words.join(" and ");
}
