import { between, type Random } from "../random";
import type { Look } from "./look";
import { leaf, num } from "./path";
import type { Tile } from "./textures";
import { mix } from "./tint";

const rect = (x: number, y: number, width: number, height: number, fill: string, opacity = 1): string =>
  `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" fill="${fill}" fill-opacity="${opacity}"/>`;

/** A repeat between two sizes, in steps of 4 px: whole pixels at each zoom that photos use. */
const repeat = (rng: Random, low: number, high: number): number => Math.round(between(rng, low, high) / 4) * 4;

/** Stripes lie across the piece (breton, awning) or, as shirtings and pinstripes do, along it. */
function stripe(look: Look, rng: Random): Tile {
  const kind = rng();
  if (kind < 0.4) {
    const step = repeat(rng, 20, 28);
    return { width: 20, height: step, marks: rect(0, 0, 20, step * 0.36, look.second) };
  }
  if (kind < 0.55) {
    const step = repeat(rng, 40, 56);
    return {
      width: 20,
      height: step,
      marks: rect(0, 0, 20, step / 2, look.second) + rect(0, step * 0.72, 20, 2.4, look.accent),
    };
  }
  if (kind < 0.8) {
    const step = repeat(rng, 12, 17);
    return { width: step, height: 20, marks: rect(0, 0, step * 0.4, 20, look.second, 0.95) };
  }
  const step = repeat(rng, 16, 24);
  return { width: step, height: 20, marks: rect(0, 0, 1.6, 20, look.second, 0.9) };
}

/** Gingham, tartan or windowpane. */
function check(look: Look, rng: Random): Tile {
  const kind = rng();
  if (kind < 0.34) {
    const step = repeat(rng, 20, 30);
    return {
      width: step,
      height: step,
      marks: rect(0, 0, step / 2, step, look.second, 0.55) + rect(0, 0, step, step / 2, look.second, 0.55),
    };
  }
  if (kind < 0.72) {
    const step = repeat(rng, 58, 78);
    const bars = [
      [0, 0.3, look.second, 0.6],
      [0.4, 0.1, look.accent, 0.7],
      [0.62, 0.16, look.second, 0.42],
      [0.9, 0.03, look.accent, 0.9],
    ] as const;
    const marks = bars.map(
      ([at, wide, fill, opacity]) => rect(at * step, 0, wide * step, step, fill, opacity) + rect(0, at * step, step, wide * step, fill, opacity),
    );
    return { width: step, height: step, marks: marks.join("") };
  }
  const step = repeat(rng, 44, 60);
  return { width: step, height: step, marks: rect(0, 0, 2.4, step, look.second) + rect(0, 0, step, 2.4, look.second) };
}

function dots(look: Look, rng: Random): Tile {
  const step = repeat(rng, 22, 36);
  const radius = step * between(rng, 0.1, 0.2);
  const dot = (x: number, y: number) => `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${look.second}"/>`;
  return { width: step, height: step, marks: dot(step / 4, step / 4) + dot(step * 0.75, step * 0.75) };
}

function flower(x: number, y: number, size: number, petals: number, turn: number, fill: string, heart: string): string {
  let svg = "";
  const rim = mix(fill, "#1a1016", 0.28);
  for (let made = 0; made < petals; made += 1) {
    const angle = turn + (made * 2 * Math.PI) / petals;
    const [cx, cy] = [x + Math.cos(angle) * size * 0.56, y + Math.sin(angle) * size * 0.56];
    svg +=
      `<ellipse cx="${num(cx)}" cy="${num(cy)}" rx="${num(size * 0.5)}" ry="${num(size * 0.36)}" transform="rotate(${num((angle * 180) / Math.PI)} ${num(cx)} ${num(cy)})" fill="${fill}" stroke="${rim}" stroke-width=".6" stroke-opacity=".45"/>` +
      `<path d="M${num(x)} ${num(y)}L${num(cx)} ${num(cy)}" stroke="${rim}" stroke-width=".8" stroke-opacity=".4"/>`;
  }
  return `${svg}<circle cx="${num(x)}" cy="${num(y)}" r="${num(size * 0.24)}" fill="${heart}"/>`;
}

function sprig(x: number, y: number, turn: number, reach: number, green: string): string {
  const tip = [x + Math.cos(turn) * reach, y + Math.sin(turn) * reach] as const;
  const side = (share: number, way: number) => {
    const from = [x + (tip[0] - x) * share, y + (tip[1] - y) * share] as const;
    const angle = turn + way;
    return leaf(from, [from[0] + Math.cos(angle) * reach * 0.5, from[1] + Math.sin(angle) * reach * 0.5], 1, reach * 0.13);
  };
  return (
    `<path d="${side(0.3, 0.8)}${side(0.55, -0.8)}${side(0.9, 0.3)}" fill="${green}"/>` +
    `<path d="M${num(x)} ${num(y)}L${num(tip[0])} ${num(tip[1])}" stroke="${green}" stroke-width="1.1"/>`
  );
}

/** A half-drop repeat of blossoms, buds and sprigs. */
function floral(look: Look, rng: Random): Tile {
  const step = repeat(rng, 68, 104);
  const green = mix(mix("#6f8060", look.base, 0.25), look.second, 0.12);
  const heart = mix(look.second, "#f0d48a", 0.75);
  const petals = rng() < 0.5 ? 5 : 6;
  const size = step * between(rng, 0.13, 0.19);
  const spots = [
    [0.25, 0.24, 1, look.second],
    [0.75, 0.74, 1, look.second],
    [0.76, 0.22, 0.68, look.accent],
    [0.24, 0.75, 0.68, look.accent],
  ] as const;
  const sprigs = spots.map(([x, y]) => sprig(x * step, y * step, between(rng, 0, 6.28), step * 0.23, green)).join("");
  const heads = spots.map(([x, y, scale, fill]) => flower(x * step, y * step, size * scale, petals, between(rng, 0, 1.2), fill, heart)).join("");
  const buds = (
    [
      [0.5, 0.03],
      [0.5, 0.52],
      [0.02, 0.48],
    ] as const
  )
    .map(([x, y]) => `<circle cx="${num((x + 0.04) * step)}" cy="${num((y + 0.03) * step)}" r="${num(step * 0.028)}" fill="${look.second}"/>`)
    .join("");
  return { width: step, height: step, marks: sprigs + heads + buds };
}

function herringbone(look: Look): Tile {
  let d = "";
  for (let y = -12; y < 12; y += 6) d += `M0 ${y}l12 12l12 -12`;
  return {
    width: 24,
    height: 12,
    marks: `<path d="${d}" fill="none" stroke="${mix(look.base, look.second, 0.62)}" stroke-width="2.3"/>`,
  };
}

/** The printed or woven motif; null where the pattern is plain or lives in the surface (cable, denim). */
export function patternTile(look: Look, rng: Random): Tile | null {
  switch (look.pattern) {
    case "stripe":
      return stripe(look, rng);
    case "check":
      return check(look, rng);
    case "dots":
      return dots(look, rng);
    case "floral":
      return floral(look, rng);
    case "herringbone":
      return herringbone(look);
    default:
      return null;
  }
}
