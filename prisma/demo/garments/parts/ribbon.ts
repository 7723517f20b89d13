import { outline, type Point, type Shape } from "../path";

/** A point of a dense curve. */
export type Dot = readonly [number, number];
/** Width along a ribbon: the same all the way, or told by the share (0..1) of the way. */
type Width = number | ((share: number) => number);

/** Dense points along the smooth curve through the given ones (Catmull-Rom), `per` to a span. */
export function sampled(points: readonly Dot[], per = 5): Dot[] {
  const at = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] as Dot;
  const dots: Dot[] = [];
  for (let span = 0; span < points.length - 1; span += 1) {
    const [p, a, b, q] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    const blend = (t: number, axis: 0 | 1) =>
      0.5 *
      (2 * a[axis] +
        (b[axis] - p[axis]) * t +
        (2 * p[axis] - 5 * a[axis] + 4 * b[axis] - q[axis]) * t * t +
        (3 * a[axis] - p[axis] - 3 * b[axis] + q[axis]) * t * t * t);
    for (let made = 0; made < per; made += 1) dots.push([blend(made / per, 0), blend(made / per, 1)]);
  }
  dots.push(at(points.length - 1));
  return dots;
}

/** The unit direction of a dense curve at one of its points. */
export function heading(dots: readonly Dot[], at: number): Dot {
  const [a, b] = [dots[Math.max(0, at - 1)] as Dot, dots[Math.min(dots.length - 1, at + 1)] as Dot];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** A dense curve moved sideways; `by` > 0 to the right of its way as seen on the sheet's y-down plane. */
export function beside(dots: readonly Dot[], by: Width): Dot[] {
  return dots.map(([x, y], at) => {
    const [hx, hy] = heading(dots, at);
    const reach = typeof by === "number" ? by : by(at / (dots.length - 1));
    return [x - hy * reach, y + hx * reach];
  });
}

/** The outline of a band along a dense curve; `tip` px of point at its end. */
export function ribbon(dots: readonly Dot[], width: Width, tip = 0): Shape {
  const half = (sign: number): Width => (typeof width === "number" ? (sign * width) / 2 : (share) => (sign * width(share)) / 2);
  const ended = (edge: readonly Dot[]): Point[] => edge.map(([x, y], at): Point => (at === 0 || at === edge.length - 1 ? [x, y, 1] : [x, y]));
  const last = dots[dots.length - 1] as Dot;
  const [hx, hy] = heading(dots, dots.length - 1);
  const point: Point[] = tip ? [[last[0] + hx * tip, last[1] + hy * tip]] : [];
  return outline([...ended(beside(dots, half(-1))), ...point, ...ended(beside(dots, half(1))).reverse()]);
}

/** Points at even distances along a dense curve. */
export function evenly(dots: readonly Dot[], step: number): Dot[] {
  const found: Dot[] = [];
  let due = step / 2;
  for (let at = 1; at < dots.length; at += 1) {
    const [a, b] = [dots[at - 1] as Dot, dots[at] as Dot];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    for (; due <= length; due += step) found.push([a[0] + ((b[0] - a[0]) * due) / length, a[1] + ((b[1] - a[1]) * due) / length]);
    due -= length;
  }
  return found;
}
