import type { Point } from "../path";
import type { Sheet } from "../sheet";
import type { Cut } from "./cut";
import { laid } from "./laid";
import { snap } from "./metal";
import { sided } from "./shapes";

/** A shoulder strap, buttoned near the collar. */
export function epaulette(sheet: Sheet, cut: Cut, side: 1 | -1, metal: string): void {
  const slope = cut.slope / (cut.shoulder - cut.neck);
  const at = (x: number, by: number): Point => [x, cut.top + (x - cut.neck) * slope + by, 1];
  const [from, to] = [cut.neck + 18, cut.shoulder - 1];
  laid(sheet, sided(side, at(to, 1), at(from + 8, -1), [from - 1, cut.top + 15, 1], at(from + 6, 20), at(to, 20)), { depth: 0.6 });
  sheet.mark(snap(side * (from + 10), cut.top + 15, 4, metal));
}
