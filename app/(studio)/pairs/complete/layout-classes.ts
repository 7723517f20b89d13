/** Anchor on the left, four candidates as tall together on the right; on a phone the anchor lies above them. Columns are
 *  as wide as the photos' own ratio (--anchor-ratio, --mat-ratio) needs at the height that is left: 19.5rem is what
 *  header, title, captions, answers and status take, 24.2rem the same with the candidates' own captions. */
export const setStage =
  "grid min-h-0 w-full flex-1 gap-3 max-sm:grid-rows-[minmax(0,2fr)_minmax(0,5fr)] sm:justify-center sm:gap-8 sm:grid-cols-[minmax(0,calc((100dvh-19.5rem)*var(--anchor-ratio,0.75)))_minmax(0,calc((100dvh-24.2rem)*var(--mat-ratio,0.75)+2.5rem))]";

export const candidateGrid = "grid min-h-0 grid-cols-2 grid-rows-2 gap-3 sm:gap-x-4 sm:gap-y-2";
