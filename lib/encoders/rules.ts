import type { ChangeProgress, ChangeStatus, ChangeStep } from "./schema";

/** A vector's row in the database: four bytes a number, with the row's head, its sha256 and its entry in the index. */
export const bytesOfVectors = (photos: number, dimension: number): number => photos * (4 * dimension + 320);

/** Room that an embedding must leave: a database that can't write any more stops everybody. */
export const roomLeft = 1_000_000_000;

export const isTooLittle = (bytes: number, freeBytes: number | null): boolean =>
  freeBytes !== null && freeBytes < bytes + roomLeft;

/** From where each step may be taken. */
export const stepsFrom: Record<ChangeStep, readonly ChangeStatus[]> = {
  begin: ["offered"],
  pause: ["embedding", "comparing"],
  resume: ["paused", "failed"],
  cancel: ["opening", "offered", "embedding", "paused", "comparing", "ready"],
};

/** A worker that dies over the same photos again would take the next one down as well. */
export const mostDeaths = 3;

type Begun = { at: number; done: number };

/** The progress with pace and time left, since `begun` (milliseconds), for `now`. */
export function paced(phase: string, done: number, total: number, begun: Begun, now: number): ChangeProgress {
  const seconds = (now - begun.at) / 1_000;
  const perSecond = seconds >= 2 ? (done - begun.done) / seconds : 0;
  if (perSecond <= 0) return { phase, done, total };
  return { phase, done, total, perSecond, secondsLeft: Math.round(Math.max(0, total - done) / perSecond) };
}
