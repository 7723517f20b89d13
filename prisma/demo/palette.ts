/** The colours of the demo house. `hue` is null for the neutrals, which the style guide lets go with anything. */
export type ColourGroup = "white" | "grey" | "black" | "beige" | "brown" | "blue" | "green" | "red" | "pink" | "orange" | "yellow" | "purple";

export type Colour = {
  readonly name: string;
  readonly code: string;
  readonly hex: string;
  readonly group: ColourGroup;
  /** Degrees on the painter's wheel, or null for a neutral. */
  readonly hue: number | null;
  /** 0 dark, 1 mid, 2 light. */
  readonly tone: 0 | 1 | 2;
};

const row = (name: string, code: string, hex: string, group: ColourGroup, hue: number | null, tone: 0 | 1 | 2): Colour => ({
  name,
  code,
  hex,
  group,
  hue,
  tone,
});

export const COLOURS: readonly Colour[] = [
  row("white", "WH", "#f8f6f1", "white", null, 2),
  row("ecru", "EC", "#eadfc8", "white", null, 2),
  row("pearl grey", "PG", "#c4c2be", "grey", null, 2),
  row("charcoal", "CH", "#4b4b50", "grey", null, 0),
  row("black", "BK", "#29282c", "black", null, 0),
  row("sand", "SA", "#d3bf9e", "beige", null, 2),
  row("camel", "CA", "#b98b5b", "brown", null, 1),
  row("chocolate", "CO", "#52382b", "brown", null, 0),
  row("navy", "NV", "#28324f", "blue", null, 0),
  row("indigo", "IN", "#43567f", "blue", null, 0),
  row("stone wash", "SW", "#93a9c0", "blue", null, 2),
  row("sky", "SK", "#b3cce2", "blue", 215, 2),
  row("cobalt", "CB", "#3459ad", "blue", 230, 1),
  row("petrol", "PT", "#2a5a66", "blue", 190, 0),
  row("mint", "MI", "#bfd9c8", "green", 150, 2),
  row("sage", "SG", "#a2ad8f", "green", 110, 1),
  row("olive", "OL", "#6f6d45", "green", 80, 1),
  row("bottle green", "BG", "#27503f", "green", 140, 0),
  row("scarlet", "SC", "#b93431", "red", 5, 1),
  row("burgundy", "BU", "#652331", "red", 350, 0),
  row("blush", "BL", "#e6c3ba", "pink", 10, 2),
  row("raspberry", "RA", "#a93d66", "pink", 335, 1),
  row("terracotta", "TE", "#b8643f", "orange", 25, 1),
  row("mustard", "MU", "#c99a3d", "yellow", 50, 1),
  row("butter", "BT", "#eedda3", "yellow", 58, 2),
  row("lilac", "LI", "#c0b1d4", "purple", 280, 2),
  row("plum", "PL", "#5a3453", "purple", 305, 0),
];

const byName = new Map(COLOURS.map((colour) => [colour.name, colour]));

/** The colour of that name; RangeError for a name that is not in the palette. */
export function colourNamed(name: string): Colour {
  const found = byName.get(name);
  if (!found) throw new RangeError(`no colour is named ${name}`);
  return found;
}
