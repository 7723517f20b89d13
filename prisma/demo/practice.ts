import type { Garment } from "./house";
import { type Random, seeded, shuffled } from "./random";
import { areWorn, type ClashReason, clashes } from "./style-guide";

/** A pair to practise on, with what the house says about it and why. */
export type PracticePair = {
  a: string;
  b: string;
  verdict: "fits" | "clashes";
  reason: ClashReason | null;
  explanation: string;
};

/** How many clashes of each rule a practice shows, and how many pairs that fit. */
const clashesOf: Record<ClashReason, number> = { colour: 2, proportion: 2, occasion: 2, season: 1, style: 2, fabric: 1 };
const fitting = 10;

/** Up to twenty pairs that teach the guide: each clash breaks one rule and no other, no garment model comes twice, and what
 *  fits and what clashes come in no order that could be guessed. isFree: whether a pair may be used. Same house and seed,
 *  same pairs; a small house has fewer. */
export function practicePairs(house: readonly Garment[], seed: number, isFree: (a: Garment, b: Garment) => boolean): PracticePair[] {
  const rng = seeded(`practice ${seed}`);
  const wanted: (ClashReason | null)[] = shuffled(rng, [
    ...(Object.keys(clashesOf) as ClashReason[]).flatMap((reason) => Array<ClashReason>(clashesOf[reason]).fill(reason)),
    ...Array<null>(fitting).fill(null),
  ]);
  const used = new Set<string>();
  const shown = new Map<string, number>();
  return wanted.flatMap((reason) => {
    const found = findPair(house, rng, used, shown, (a, b) => isFree(a, b) && says(a, b, reason));
    if (!found) return [];
    const [a, b] = found;
    for (const { model, category } of found) {
      used.add(model);
      shown.set(category, (shown.get(category) ?? 0) + 1);
    }
    const verdict = reason ? ("clashes" as const) : ("fits" as const);
    return [{ a: a.id, b: b.id, verdict, reason, explanation: explain(a, b, reason) }];
  });
}

function says(a: Garment, b: Garment, reason: ClashReason | null): boolean {
  const broken = clashes(a, b);
  return areWorn(a, b) && (reason ? broken.length === 1 && broken[0] === reason : broken.length === 0);
}

const mostOfCategory = 4;

function findPair(
  house: readonly Garment[],
  rng: Random,
  used: Set<string>,
  shown: Map<string, number>,
  isWanted: (a: Garment, b: Garment) => boolean,
): [Garment, Garment] | null {
  const free = shuffled(
    rng,
    house.filter(({ model, category }) => !used.has(model) && (shown.get(category) ?? 0) < mostOfCategory),
  );
  for (const a of free) {
    const b = free.find((other) => other.model !== a.model && isWanted(a, other));
    if (b) return [a, b];
  }
  return null;
}

const steps = ["weekend", "office", "dinner", "celebration"] as const;
const weights = ["light", "medium", "heavy"] as const;
const name = ({ colour, type }: Garment) => `${colour.name} ${type.toLowerCase()}`;
const both = (a: Garment, b: Garment) => `the ${name(a)} and the ${name(b)}`;
const isBlack = ({ colour }: Garment) => colour.group === "black";

/** The rule that decides, in words about these two garments. */
function explain(a: Garment, b: Garment, reason: ClashReason | null): string {
  switch (reason) {
    case "colour":
      if (isBlack(a) || isBlack(b)) return `Rule 3: black keeps to itself. It goes neither with navy nor with brown, and here ${both(a, b)} meet.`;
      return `Rule 2: ${a.colour.name} and ${b.colour.name} are neither near relations on the wheel nor opposites, so they quarrel.`;
    case "proportion":
      return `Rule 4: one print at a time. Here ${a.pattern} meets ${b.pattern}; each of them wants a plain partner.`;
    case "occasion":
      return `Rule 5: same evening. The ${name(a)} is for the ${steps[a.formality]}, the ${name(b)} for the ${steps[b.formality]}: more than one step apart.`;
    case "season":
      return `Rule 6: same weather. One is of ${a.season}, the other of ${b.season}.`;
    case "style":
      return `Rule 7: ${a.style} quarrels with ${b.style}, however well the colours agree.`;
    case "fabric":
      return `Rule 8: weight for weight. ${a.fabric} is ${weights[a.weight]}, ${b.fabric} is ${weights[b.weight]}: too far apart to be worn over each other.`;
    case null:
      return `${colourWords(a, b)} ${capital(a.style)}${a.style === b.style ? " throughout" : ` and ${b.style} get along`}, the occasions are at most a step apart, and nothing else is in the way.`;
  }
}

function colourWords(a: Garment, b: Garment): string {
  const neutral = [a, b].find(({ colour }) => colour.hue === null);
  if (neutral) return `Rule 1: ${neutral.colour.name} is a neutral and goes with everything.`;
  if (a.colour.name === b.colour.name) return `Rule 2: ${a.colour.name} with ${b.colour.name}, one family.`;
  return `Rule 2: ${a.colour.name} and ${b.colour.name} agree on the wheel.`;
}

const capital = (word: string) => word.replace(/^./, (letter) => letter.toUpperCase());
