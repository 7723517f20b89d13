import { between } from "../../random";
import { LINING, moved, type Pen } from "../parts/pen";
import type { Point } from "../path";
import type { Sheet } from "../sheet";
import { lightness, mix } from "../tint";

const RUBBER = "#f1ece1";
const GUM = "#b98c5c";
/** The sneaker's instep: where the laces run, from the throat's top down to the toe. */
const RIDGE = "14,-186 -30,-158 -76,-124";

/** A low laced sneaker on a cup sole. */
export function sneaker(sheet: Sheet): (pen: Pen) => void {
  const rubber = sheet.rng() < 0.25 ? GUM : RUBBER;
  const contrast = mix(sheet.look.base, lightness(sheet.look.base) > 0.6 ? "#2c3a34" : RUBBER, 0.72);
  const tab = sheet.rng() < 0.5 ? contrast : sheet.look.base;
  const rise = between(sheet.rng, -6, 6);
  return (pen) => {
    sneakerOpening(pen, rise);
    sneakerUpper(pen, tab, rise);
    cupSole(pen, rubber);
  };
}

function sneakerOpening(pen: Pen, rise: number): void {
  pen.piece(`208,${-184 + rise}! 150,-162 92,-158 40,-178 20,-190! 60,-130 150,-128`, { base: LINING, light: "inside", texture: "jersey" });
  const tongue = "50,-212! 40,-222 16,-218 -6,-194 -80,-120! -20,-110 56,-168!";
  pen.piece(tongue, { light: "tube", angle: 40, within: pen.glow("10,-204 -40,-154", 16) });
  pen.mark(pen.stitch("46,-208 38,-216 18,-212 0,-191"));
}

function sneakerUpper(pen: Pen, tab: string, rise: number): void {
  const collar = `212,${-184 + rise} 200,${-178 + rise} 166,-148 112,-134 58,-146 22,-184!`;
  const shine = pen.glow("-212,-54 -168,-74 -118,-86", 24) + pen.glow("206,-70 204,-140", 22) + pen.glow("40,-120 110,-112 160,-122", 18, 0.7);
  const creases = pen.fold([-118, -92], [-98, -44], 6, 7, 0.7) + pen.fold([-92, -96], [-70, -48], 6, 7, 0.6) + pen.fold([30, -120], [64, -54], -6, 9, 0.5);
  const cap = "-122,-34 -108,-66 -124,-97";
  const quarter = "58,-40 44,-70 6,-92";
  const foxing = "120,-38 134,-76 176,-98 222,-104";
  const seams = [
    pen.dusk(moved(collar, 0, 17), 16, 0.6) + pen.stitch(moved(collar, -1, 9)),
    pen.seam(cap, 0.9) + pen.stitch(moved(cap, -5, 0)),
    pen.seam(quarter, 0.7) + pen.stitch(moved(quarter, 5, 2)),
    pen.seam(foxing, 0.8) + pen.stitch(moved(foxing, 2, 5)),
  ];
  const body = `-232,-30! -120,-26 60,-30 220,-36! 225,-92 216,-140 ${collar} ${RIDGE} -112,-98 -160,-90 -206,-78 -233,-52`;
  pen.piece(body, { light: "tube", angle: 84, within: shine + creases + seams.join("") });
  const heelTab = `220,-112! 216,-140 213,${-184 + rise} 204,${-183 + rise} 192,-166 174,-150! 184,-118!`;
  pen.piece(heelTab, { base: tab, light: "tube", angle: 10, shadow: false, within: pen.stitch("189,-116 179,-150", mix(tab, "#1b1418", 0.4)) });
  perforations(pen);
  lacing(pen);
}

function perforations(pen: Pen): void {
  const holes: Point[] = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => (at < 5 ? [-180 + at * 13, -62 - at * 2.4] : [-174 + (at - 5) * 13, -52 - (at - 5) * 2.4]));
  for (const hole of holes) {
    const [x, y] = pen.at(hole);
    pen.mark(`<circle cx="${x}" cy="${y}" r="1.9" fill="#15100f" fill-opacity=".55"/>`);
  }
}

/** The lace facing with eyelets, and the laces over the instep. */
function lacing(pen: Pen): void {
  const strip = `22,-184! ${RIDGE} -110,-98! -98,-78 -70,-82 -54,-95 -8,-129 36,-157 44,-160!`;
  pen.piece(strip, { light: "flat", shadow: false, within: pen.glow("20,-176 -22,-148 -68,-114", 12, 0.8) });
  pen.mark(pen.stitch("-102,-84 -70,-87 -57,-99 -11,-133 33,-161"));
  for (let made = 0; made < 6; made += 1) {
    const share = made / 5;
    const [x, y] = [8 - share * 96, -166 + share * 70 + Math.sin(share * Math.PI) * 3];
    pen.mark(pen.eyelet([x + 7, y + 4], 4), pen.cord(moved(`6,2 -6,-12 -14,${-19 - share * 2}`, x, y), RUBBER, 6.5));
  }
  const loop = (points: string, width = 4.6) => pen.cord(moved(points, 0, -182), RUBBER, width);
  pen.mark(loop("0,0 30,2 56,26 44,40 22,22 0,0"), loop("0,0 -34,-12 -56,8 -42,20 -18,8 0,0"), loop("0,0 10,34 4,62"), loop("-3,-4 4,5", 7));
}

/** The cup sole with its row of stitches and its foxing line. */
function cupSole(pen: Pen, rubber: string): void {
  const top = "-239,-48 -222,-44 -190,-38 -120,-33 40,-34 160,-42 228,-48!";
  const tone = mix(rubber, "#2a211c", 0.5);
  const foxing = `<path d="${pen.path(moved(top, 0, 25))}" fill="none" stroke="${tone}" stroke-opacity=".55"/>`;
  const within = pen.stitch(moved(top, 0, 8), tone, 1.3) + foxing;
  pen.piece(`${top} 230,-14 222,-2! 40,0 -120,0 -200,-3 -234,-14 -243,-34`, { base: rubber, texture: "smooth", light: "tube", angle: 90, depth: 0.8, within });
}
