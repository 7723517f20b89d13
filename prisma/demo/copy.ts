import type { Season, Style } from "./garment-types";
import { pick, type Random } from "./random";

type Facts = {
  type: string;
  colour: string;
  pattern: string;
  fabric: string;
  style: Style;
  fit: string;
  season: Season;
};

const printed: Readonly<Record<string, string>> = {
  stripe: "striped",
  check: "checked",
  dots: "dotted",
  floral: "floral",
  herringbone: "herringbone",
  cable: "cable-knit",
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Striped linen shirt": what it is, without the colour, which stands in a column of its own. A type that names its
 *  cloth says it once: "Denim shorts". */
export function titleOf({ type, pattern, fabric }: Facts): string {
  const noun = type.replace(/^[A-Z](?![-A-Z])/, (letter) => letter.toLowerCase());
  const cloth = noun.includes(fabric) ? undefined : fabric;
  return capital([printed[pattern], cloth, noun].filter(Boolean).join(" "));
}

const openings: Readonly<Record<Style, readonly string[]>> = {
  minimal: ["Cut clean, with nothing to take away.", "A quiet line that lets the cloth speak."],
  classic: ["The one that stays when the season goes.", "Made the way our tailors have always made it."],
  romantic: ["Soft where it should be, and a little dreamy.", "For evenings that begin before sunset."],
  sporty: ["Built to move, easy to wash.", "Off duty, and not apologising for it."],
  bohemian: ["Looks as if it had come back from a long journey.", "Loose, warm-hearted, never in a hurry."],
};

const cuts: Readonly<Record<string, string>> = {
  slim: "Close to the body; take a size up if in doubt.",
  regular: "True to size.",
  relaxed: "Generous through the body; take your usual size.",
};

const whens: Readonly<Record<Season, string>> = {
  SS26: "From the spring and summer collection.",
  AW26: "From the autumn and winter collection.",
  "All year": "In the collection all year.",
};

/** Three short sentences for a shop window. */
export function descriptionOf(facts: Facts, rng: Random): string {
  const cloth = capital(`${facts.fabric} in ${facts.colour}${printed[facts.pattern] ? `, ${printed[facts.pattern]}` : ""}.`);
  return [pick(rng, openings[facts.style]), cloth, cuts[facts.fit], whens[facts.season]].join(" ");
}
