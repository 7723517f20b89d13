import { num } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";

/** A round button with rim, light and four holes. */
export function buttonMark(x: number, y: number, radius: number, colour: string): string {
  const hole = (dx: number, dy: number) =>
    `<circle cx="${num(x + dx * radius)}" cy="${num(y + dy * radius)}" r="${num(radius * 0.13)}" fill="#1c1512" fill-opacity=".75"/>`;
  const holes = radius < 3 ? "" : hole(-0.24, -0.24) + hole(0.24, -0.24) + hole(-0.24, 0.24) + hole(0.24, 0.24);
  return (
    `<circle cx="${num(x + 0.8)}" cy="${num(y + 1.4)}" r="${num(radius)}" fill="#120c0a" fill-opacity=".35"/>` +
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${colour}" stroke="#1c1512" stroke-opacity=".45" stroke-width=".8"/>` +
    `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius * 0.66)}" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width=".9"/>${holes}`
  );
}

/** The buttons' colour: mother-of-pearl on pale cloth, horn on dark. */
export function buttonTone(sheet: Sheet): string {
  return lightness(sheet.look.base) > 0.5 ? "#f2ece0" : "#c9b79c";
}

/** The buttons of tailored cloth: dark horn on pale, a lighter horn on dark. */
export function hornTone(sheet: Sheet): string {
  const bright = lightness(sheet.look.base);
  return bright > 0.7 ? "#7d5f47" : bright > 0.36 ? mix(sheet.look.base, "#2a1c14", 0.68) : mix(sheet.look.base, "#9c8873", 0.5);
}
