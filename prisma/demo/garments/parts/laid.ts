import type { Shape } from "../path";
import type { PieceOptions, Sheet } from "../sheet";
import { lightness } from "../tint";

/** A piece that lies on the garment and shades the cloth beneath it. */
export function laid(sheet: Sheet, shape: Shape, options: PieceOptions = {}): void {
  const { shade, depth } = sheet.tones;
  const soft = [9, 6, 3].map((width) => `<path d="${shape.d}" stroke-width="${width}"/>`).join("");
  sheet.mark(
    `<g fill="none" stroke="${shade}" stroke-opacity="${(0.13 * depth).toFixed(3)}" stroke-linejoin="round" transform="translate(1.2 2.6)">${soft}</g>`,
  );
  sheet.piece(shape, { light: "flat", shadow: false, depth: 0.8, ...options });
  // A print hides thin edges, and so does matt black.
  const isPrinted = sheet.look.pattern !== "plain" && sheet.look.pattern !== "denim" && options.printed !== false;
  const isDark = lightness(sheet.look.base) < 0.3 && !options.shadow && !options.base;
  if (isPrinted || isDark) sheet.mark(sheet.seam(shape.d, 0.7));
}
