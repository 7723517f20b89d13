import { between, type Random } from "../../random";
import { num, outline, type Point } from "../path";
import type { Sheet } from "../sheet";
import { lightness } from "../tint";
import { bow, closed, half, softly } from "./hat-lines";

/** A knitted cap with a turned-up cuff, some with a bobble. */
export function beanie(sheet: Sheet): void {
  const slouch = between(sheet.rng, -14, 18);
  const pom = sheet.rng() < 0.4;
  const cuff = between(sheet.rng, 96, 122);
  const top = (pom ? 268 : 236) - slouch;
  const folded = 560 - cuff;
  const gathers = [-150, -112, -76, -38, 0, 38, 76, 112, 150].map((x) => sheet.fold([x * 0.1, top + 6], [x, folded + 10], (-x / 150) * 15, 7, 0.9)).join("");
  sheet.piece(half(`0,${top} 44,${top + 4} 104,${top + 40} 148,${top + 112} 164,${folded - 20} 165,${folded + 20}! 0,${folded + 30}`), {
    light: "round",
    depth: 1.2,
    within: gathers,
  });
  if (pom) pompom(sheet, top - 18);
  sheet.mark(softly(bow(`0,${folded + 2} 90,${folded} 162,${folded - 6}`), sheet.tones.shade, 26, 0.05 * sheet.tones.depth));
  const edge = `0,${folded + 8} 90,${folded + 6} 160,${folded - 2} 174,${folded + 6} 178,510 172,552 160,562 90,572 0,575`;
  sheet.piece(half(edge), { light: "round", depth: 1.1, texture: "rib" });
  if (!sheet.isBack && sheet.rng() < 0.6) wovenLabel(sheet, 74, folded + cuff / 2 + 6);
}

/** A small woven label sewn to the cuff. */
function wovenLabel(sheet: Sheet, x: number, y: number): void {
  const tone = lightness(sheet.look.base) > 0.6 ? "#3a3133" : "#efe7d8";
  const mark = lightness(tone) > 0.5 ? "#6f6252" : "#cbbfae";
  sheet.piece(closed(`${x - 20},${y - 13}! ${x + 20},${y - 15}! ${x + 20},${y + 13}! ${x - 20},${y + 15}!`), {
    base: tone,
    texture: "smooth",
    light: "flat",
    printed: false,
    shadow: false,
  });
  sheet.mark(`<path d="M${num(x - 11)} ${num(y)}l22 -1" stroke="${mark}" stroke-width="2.4" stroke-dasharray="3.4 1.6"/>`);
}

/** A bobble of cut yarn: strands from its middle, over a soft ball. */
function pompom(sheet: Sheet, y: number): void {
  const rng: Random = sheet.rng;
  const points: Point[] = Array.from({ length: 56 }, (_, at) => {
    const angle = (at / 56) * 2 * Math.PI;
    const reach = 58 + (at % 2 ? between(rng, 0, 5) : between(rng, -5, -1));
    return [Math.cos(angle) * reach, y - 30 + Math.sin(angle) * reach];
  });
  const strands = (from: number, to: number) => {
    let d = "";
    for (let made = 0; made < 200; made += 1) {
      const angle = rng() * 2 * Math.PI;
      const [a, b] = [between(rng, from, to), between(rng, 8, 16)];
      d += `M${num(Math.cos(angle) * a)} ${num(y - 30 + Math.sin(angle) * a)}l${num(Math.cos(angle) * b)} ${num(Math.sin(angle) * b)}`;
    }
    return d;
  };
  const stroke = (d: string, colour: string, opacity: number) =>
    `<path d="${d}" stroke="${colour}" stroke-width="1.6" stroke-opacity="${opacity}" stroke-linecap="round"/>`;
  sheet.piece(outline(points), {
    texture: "wool",
    light: "round",
    printed: false,
    within: stroke(strands(4, 50), sheet.tones.shade, 0.3) + stroke(strands(2, 46), sheet.tones.light, 0.35),
  });
}
