import type { LabelVerdict } from "../../labels/schema";
import { uncertaintyOf } from "../../models/rules";
import { labelWeight } from "../rules";
import type { Place } from "./schema";

/** Places that are given anew. Nobody reaches further between two rewritings. */
export const frontPlaces = 2_000;

/** From the start of one rewriting to the start of the next: with the work itself an answer is in the order within a
 *  second, which a full second between them could not promise. */
export const everyMs = 750;

/** Without a word from Postgres the labels are looked at this often: a notice that was lost with its connection. */
export const pollMs = 2_000;

/** A worker that does not have the lock asks for it this often. */
export const takeOverMs = 2_000;

/** Where the pool could not be read, it is tried again after this long. */
export const retryMs = 60_000;

/** What the answers are worth is written at most this often: the retrain rules look once a minute. */
export const gainMs = 30_000;

/** Whether an undo was missed is looked at this often. */
export const sweepMs = 30_000;

/** What a verdict teaches: y 1 fits, 0 clashes, counted as `weight` sure answers, of which one that was left out of a set
 *  is `notChosen`; null where nothing follows from it. */
export function lessonOf(verdict: LabelVerdict, notChosen: number): { y: number; weight: number } | null {
  if (verdict === "fits") return { y: 1, weight: labelWeight };
  if (verdict === "clashes") return { y: 0, weight: labelWeight };
  return verdict === "notChosen" && notChosen > 0 ? { y: 0, weight: notChosen } : null;
}

/** A task that is given a place, or a new estimate at its old one. `was`: what it replaces. */
export type Move = Estimates & { taskId: string; rank: number; was: Estimates & { rank: number } };
type Estimates = { estimate: number | null; uncertainty: number | null };

/** An estimate that moved by less is not worth a write. */
const noticeable = 0.005;

/** Gives the free places of the front to `order` (task → chance of "fits", best first): those among it that are free
 *  come first, in its order, then what stood there before. A task that leaves the front takes the place of one that came
 *  in, the better one the better place, so that the ranks in use stay the same. What is not free does not move. */
export function movesOf(places: readonly Place[], order: ReadonlyMap<string, number>): Move[] {
  const free = places.filter((place) => place.isFree);
  const front = free.filter((place) => place.isFront).sort(byPlace);
  const byId = new Map(free.map((place) => [place.taskId, place]));
  const wanted = [...order.keys()].flatMap((taskId) => byId.get(taskId) ?? []);
  const occupants = [...new Set([...wanted, ...front])].slice(0, front.length);
  const staying = new Set(occupants);
  const leaving = front.filter((place) => !staying.has(place));
  const vacated = occupants.filter((place) => !place.isFront).sort(byPlace);
  const moved = [
    ...occupants.map((place, at) => moveOf(place, front[at]!.rank, order)),
    ...leaving.map((place, at) => moveOf(place, vacated[at]!.rank, order)),
  ];
  return moved.filter(({ rank, estimate, was }) => rank !== was.rank || isNoticeable(estimate, was.estimate));
}

const isNoticeable = (now: number | null, before: number | null) =>
  now === null || before === null ? now !== before : Math.abs(now - before) > noticeable;

const byPlace = (a: Place, b: Place) => a.rank - b.rank || (a.taskId < b.taskId ? -1 : 1);

function moveOf(
  { taskId, rank: before, estimate, uncertainty }: Place,
  rank: number,
  order: ReadonlyMap<string, number>,
) {
  const chance = order.get(taskId);
  const was = { rank: before, estimate, uncertainty };
  const now =
    chance === undefined ? { estimate, uncertainty } : { estimate: chance, uncertainty: uncertaintyOf(chance) };
  return { taskId, rank, ...now, was };
}
