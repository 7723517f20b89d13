import type { ChangeCard, ChangeStatus, Compared } from "@/lib/encoders/schema";
import { pointsText } from "@/lib/models/evaluation/rules";

export const statusWords: Record<ChangeStatus, string> = {
  opening: "Being opened",
  offered: "Waits for you to begin",
  embedding: "Embedding the catalogue",
  paused: "Paused",
  comparing: "Being compared with the present one",
  ready: "Ready: look at the comparison",
  finished: "Serves, or has served",
  failed: "Stopped by a fault",
  cancelled: "Given up",
};

/** "hub:house/resnet-50" in words. */
export function sourceWords(source: string): string {
  if (source === "builtin") return "comes with Toile";
  return source.startsWith("hub:") ? `${source.slice(4)} from the hub` : `the file ${source.slice(4)}`;
}

/** An encoder whose file is gone knows what it has embedded and can't look at anything new. */
/** Why no new photo can be embedded with an encoder whose file is not there, and what helps. */
export const goneWords = (source: string): string =>
  source === "builtin"
    ? "This release has another built-in encoder than the one that these photos were embedded with. Look at the new one below and change to it: until then new photos wait."
    : `Its file is not there any more. Put it back at ${source.slice(4)}: until then no new photo can be embedded with it.`;

export const titleOf = ({ offer, source }: Pick<ChangeCard, "offer" | "source">): string =>
  offer ? calledOf(offer.name) : source === "builtin" ? calledOf(source) : source.slice(4);

/** What an encoder is called on a screen. */
export const calledOf = (name: string): string => (name === "builtin" ? "Built-in" : name);

/** Whether the interval of a difference leaves nought out, in a word. */
export function verdictOf({ difference }: Compared): "better" | "worse" | "level" {
  if (difference.lower > 0) return "better";
  return difference.upper < 0 ? "worse" : "level";
}

/** "up 1.4 points (0.3 to 2.5)" */
export const changeText = ({ difference }: Compared): string =>
  `${difference.value < 0 ? "down" : "up"} ${pointsText(difference)}`;

/** One sentence on top of the figures. */
export function findingOf(name: string, parts: { what: string; compared: Compared | null }[]): string {
  const told = parts.flatMap(({ what, compared }) => (compared ? [{ what, verdict: verdictOf(compared) }] : []));
  if (told.length === 0) return "Nothing could be measured yet; the neighbours below are all there is to judge by.";
  const of = (verdict: string) => told.filter((one) => one.verdict === verdict).map(({ what }) => what);
  const [better, worse, level] = [of("better"), of("worse"), of("level")];
  const clauses = [
    better.length > 0 ? `is surely better at ${listed(better)}` : null,
    worse.length > 0 ? `surely worse at ${listed(worse)}` : null,
    level.length > 0 ? `not to be told from the present one at ${listed(level)}` : null,
  ].filter((clause) => clause !== null);
  const first = clauses[0]!.startsWith("is ") ? clauses[0]! : `is ${clauses[0]}`;
  return `${name} ${[first, ...clauses.slice(1)].join("; ")}.`;
}

const listed = (names: string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
