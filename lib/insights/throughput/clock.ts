const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  formats.set(timeZone, made);
  return made;
}

/** A moment as the clock of a place shows it, with its offset: "2026-03-10T13:00:00+01:00". */
export function onClock(at: number, timeZone: string): string {
  const parts = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const offset = parts.timeZoneName?.replace("GMT", "") || "+00:00";
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}${offset}`;
}

/** The day that it is there then. */
export const dayOn = (at: number, timeZone: string): string => onClock(at, timeZone).slice(0, 10);

const quarterMs = 15 * 60_000;
/** No place is further from Greenwich. */
const furthestMs = 14 * 3_600_000;

/** Every hour of these days there, both included, that has begun by `until`: 23 or 25 of them where the clock is changed. */
export function hoursOn(from: string, to: string, timeZone: string, until: number): string[] {
  const end = Math.min(until, Date.parse(`${to}T23:59:59Z`) + furthestMs);
  const hours: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`) - furthestMs; at <= end; at += quarterMs) {
    const shown = onClock(at, timeZone);
    const day = shown.slice(0, 10);
    if (shown.slice(14, 16) === "00" && day >= from && day <= to) hours.push(shown);
  }
  return hours;
}
