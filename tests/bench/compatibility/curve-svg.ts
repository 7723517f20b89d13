import type { CurvePoint } from "./learning-curve";

const [width, height, left, right, top, bottom] = [640, 320, 56, 24, 20, 44];

/** The learning curve as a picture: AUC by number of pairs on a logarithmic axis, with 95 % intervals. Colours are set
 *  for light and dark pages alike. */
export function curveSvg(points: CurvePoint[]): string {
  const figures = points.map(({ pairs, scored }) => ({ pairs, ...scored.figure("sameFamilySeason") }));
  const low = Math.floor(20 * Math.min(...figures.map(({ lower }) => lower))) / 20;
  const high = Math.ceil(20 * Math.max(...figures.map(({ upper }) => upper))) / 20;
  const [first, last] = [Math.log(figures[0].pairs), Math.log(figures[figures.length - 1].pairs)];
  const x = (pairs: number) => left + ((Math.log(pairs) - first) / (last - first || 1)) * (width - left - right);
  const y = (auc: number) => height - bottom - ((auc - low) / (high - low)) * (height - top - bottom);
  const at = (value: number) => value.toFixed(1);
  const grid = Array.from({ length: Math.round((high - low) / 0.05) + 1 }, (_, i) => low + 0.05 * i);
  const line = figures.map(({ pairs, value }, i) => `${i === 0 ? "M" : "L"}${at(x(pairs))} ${at(y(value))}`).join(" ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="Inter, sans-serif" font-size="12">`,
    `<title>AUC on unseen garment models by number of outfit pairs</title>`,
    ...grid.map(
      (auc) =>
        `<path d="M${left} ${at(y(auc))}H${width - right}" stroke="#8886" /><text x="${left - 8}" y="${at(y(auc) + 4)}" text-anchor="end" fill="#777">${auc.toFixed(2)}</text>`,
    ),
    ...figures.map(
      ({ pairs, lower, upper }) =>
        `<path d="M${at(x(pairs))} ${at(y(lower))}V${at(y(upper))}" stroke="#8a6d3b" stroke-opacity=".55" stroke-width="5" stroke-linecap="round" /><text x="${at(x(pairs))}" y="${height - bottom + 20}" text-anchor="middle" fill="#777">${pairs.toLocaleString("en-GB")}</text>`,
    ),
    `<path d="${line}" fill="none" stroke="#8a6d3b" stroke-width="2" />`,
    `<text x="${left}" y="${height - 6}" fill="#777">outfit pairs without a holdout product; AUC, same family and season</text>`,
    `</svg>`,
    "",
  ].join("\n");
}
