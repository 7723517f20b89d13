import type { Part } from "@/lib/insights/throughput/schema";

/** Six looks, told apart without colour too: the later ones are hatched. */
const looks = [
  { colour: "var(--chart-1)", isHatched: false },
  { colour: "var(--chart-3)", isHatched: false },
  { colour: "var(--chart-2)", isHatched: false },
  { colour: "var(--chart-1)", isHatched: true },
  { colour: "var(--chart-3)", isHatched: true },
  { colour: "var(--edge)", isHatched: false },
] as const;
export type Look = (typeof looks)[number];

export type DrawnPart = { key: string; name: string; keys: string[]; look: Look };

/** Parts with a look each, in their own order; where there are more than six, the smaller ones are drawn as one. */
export function drawnParts(parts: readonly (Part & { labels: number })[], nameOf: (part: Part) => string): DrawnPart[] {
  const own = (part: Part, at: number) => ({ key: part.key, name: nameOf(part), keys: [part.key], look: looks[at]! });
  if (parts.length <= looks.length) return parts.map(own);
  const bySize = [...parts].sort((a, b) => b.labels - a.labels);
  const rest = bySize.slice(looks.length - 1);
  return [
    ...parts.filter((part) => !rest.includes(part)).map(own),
    { key: "others", name: `${rest.length} others`, keys: rest.map(({ key }) => key), look: looks.at(-1)! },
  ];
}

const stripe = "color-mix(in srgb, var(--ground) 75%, transparent)";

/** The same look for a swatch. */
export const swatchOf = ({ colour, isHatched }: Look): string =>
  isHatched ? `repeating-linear-gradient(45deg, ${stripe} 0 2px, transparent 2px 4px), ${colour}` : colour;
