import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";

/** The border's colour: the second one, unless it would vanish on the ground. */
export function borderOf(sheet: Sheet): string {
  const { base, second, accent, pattern } = sheet.look;
  if (pattern !== "plain") return Math.abs(lightness(base) - lightness(second)) > 0.12 ? second : accent;
  return mix(base, lightness(base) > 0.5 ? "#2b1f26" : "#fff6e8", 0.3);
}
