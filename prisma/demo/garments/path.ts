/** Points are [x, y] on a smooth line; a third element makes a corner of them. x is measured from the middle of the sheet. */
export type Point = readonly [number, number] | readonly [number, number, 1];
export type Box = { left: number; top: number; right: number; bottom: number };
export type Shape = { readonly d: string; readonly box: Box };

/** A number as SVG text: one decimal, no negative zero, so that the same drawing is the same bytes. */
export function num(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

function boxOf(points: readonly Point[]): Box {
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Unit tangent at a smooth point between its neighbours, [0, 0] at a corner. */
function tangent(before: Point, at: Point, after: Point): [number, number] {
  if (at[2] === 1) return [0, 0];
  const [x, y] = [after[0] - before[0], after[1] - before[1]];
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}

function segment(a: Point, ta: readonly [number, number], b: Point, tb: readonly [number, number]): string {
  const reach = Math.hypot(b[0] - a[0], b[1] - a[1]) * 0.36;
  const straight = (t: readonly [number, number]) => t[0] === 0 && t[1] === 0;
  if (straight(ta) && straight(tb)) return `L${num(b[0])} ${num(b[1])}`;
  const c1 = [a[0] + ta[0] * reach, a[1] + ta[1] * reach] as const;
  const c2 = [b[0] - tb[0] * reach, b[1] - tb[1] * reach] as const;
  return `C${num(c1[0])} ${num(c1[1])} ${num(c2[0])} ${num(c2[1])} ${num(b[0])} ${num(b[1])}`;
}

function draw(points: readonly Point[], closed: boolean): string {
  const count = points.length;
  const at = (index: number) => points[closed ? (index + count) % count : Math.max(0, Math.min(count - 1, index))] as Point;
  const tangents = points.map((point, index) => tangent(at(index - 1), point, at(index + 1)));
  const first = at(0);
  let d = `M${num(first[0])} ${num(first[1])}`;
  for (let index = 0; index < (closed ? count : count - 1); index += 1) {
    const next = (index + 1) % count;
    d += segment(at(index), tangents[index] as [number, number], at(next), tangents[next] as [number, number]);
  }
  return closed ? `${d}Z` : d;
}

/** A closed outline through the points. */
export function outline(points: readonly Point[]): Shape {
  return { d: draw(points, true), box: boxOf(points) };
}

/** An open line through the points. */
export function line(points: readonly Point[]): string {
  return draw(points, false);
}

/** Mirrors points at the middle of the sheet, keeping their order. */
export function flip(points: readonly Point[]): Point[] {
  return points.map((point) => (point[2] === 1 ? [-point[0], point[1], 1] : [-point[0], point[1]]));
}

/** The side of a garment: 1 is the viewer's right, -1 its mirror image. */
export function onSide(side: 1 | -1, points: readonly Point[]): Point[] {
  return side === 1 ? [...points] : flip(points);
}

/** Completes a right half, given from the middle of the top edge to the middle of the bottom edge, to a closed outline. */
export function symmetric(half: readonly Point[]): Shape {
  const left = flip(half)
    .reverse()
    .filter((point) => Math.abs(point[0]) > 0.01);
  return outline([...half, ...left]);
}

/** Completes a right half given from the middle outwards to an open line from left to right. */
export function arch(half: readonly Point[]): string {
  const left = flip(half)
    .reverse()
    .filter((point) => Math.abs(point[0]) > 0.01);
  return line([...left, ...half]);
}

/** The point a share of the way from a to b. */
export function along(a: Point, b: Point, share: number): [number, number] {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** A leaf from a to b: pointed at both ends, bent sideways, `width` at its widest. Folds and petals are made of it. */
export function leaf(a: Point, b: Point, bend: number, width: number): string {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / length, dx / length];
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const control = (offset: number) => `${num(mx + nx * offset)} ${num(my + ny * offset)}`;
  return `M${num(a[0])} ${num(a[1])}Q${control(bend * 2 + width)} ${num(b[0])} ${num(b[1])}` + `Q${control(bend * 2 - width)} ${num(a[0])} ${num(a[1])}Z`;
}
