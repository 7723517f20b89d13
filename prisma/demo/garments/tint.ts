/** Arithmetic on #rrggbb colours. */
function channels(hex: string): [number, number, number] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
}

/** `share` of the second colour mixed into the first; share in 0..1. */
export function mix(first: string, second: string, share: number): string {
  const other = channels(second);
  const mixed = channels(first).map((value, at) => Math.round(value + ((other[at] as number) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Perceived lightness, 0 (black) to 1 (white). */
export function lightness(hex: string): number {
  const [red, green, blue] = channels(hex);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

/** The tones one cloth needs: its shadow, its light, its outline and the thread it is sewn with. */
export type Tones = {
  base: string;
  shade: string;
  light: string;
  line: string;
  thread: string;
  lift: number;
  depth: number;
};

/** Derives the tones of a cloth. Dark cloth needs more light and less shade to keep its folds, pale cloth the reverse. */
export function tonesOf(base: string): Tones {
  const bright = lightness(base);
  return {
    base,
    shade: bright > 0.78 ? mix(base, "#5d5058", 0.72) : mix(base, "#120d16", 0.66),
    light: mix(base, "#fffaf2", bright < 0.3 ? 0.5 : 0.8),
    line: bright > 0.78 ? mix(base, "#4b4147", 0.62) : mix(base, "#0d0a10", 0.62),
    thread: bright < 0.3 ? mix(base, "#ffffff", 0.34) : mix(base, "#1b1418", 0.42),
    lift: bright < 0.3 ? 0.62 : bright > 0.78 ? 0.9 : 0.8,
    depth: bright < 0.3 ? 1 : bright > 0.78 ? 0.62 : 0.8,
  };
}
