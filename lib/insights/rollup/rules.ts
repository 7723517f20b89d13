/** How old a count may be before a page says that nobody counts any more. */
export const staleSeconds = 180;
export const isStale = (countedUntil: string | null, now: number): boolean =>
  countedUntil === null || now - Date.parse(countedUntil) > staleSeconds * 1_000;
