/** The whole bench in one view: header and bottom bar are taken off, nothing scrolls on a common screen. */
export const pairsFrame =
  "mx-auto flex h-[calc(100dvh-3.5rem)] min-h-[34rem] w-full max-w-[110rem] flex-col gap-3 px-4 pt-4 pb-3 max-sm:h-auto max-sm:flex-1 sm:px-8 sm:pt-5 [@media(max-height:50rem)]:gap-2 [@media(max-height:50rem)]:pt-3";

/** Two mats of the photos' own ratio (--mat-ratio), as tall as the screen leaves room for; stacked on a phone.
 *  19.5rem is what header, title, captions, answers and status take. */
export const pairsStage =
  "mx-auto grid min-h-0 w-full flex-1 grid-cols-1 grid-rows-2 gap-3 sm:w-[min(100%,calc((100dvh-19.5rem)*2*var(--mat-ratio,0.75)+2rem))] sm:grid-cols-2 sm:grid-rows-1 sm:gap-8";

/** While the guide is open the pair makes room for it where the screen is wide enough for both. */
export const roomForGuide = "wide:pr-[25rem]";

export const smallCommand = "px-2.5 text-ink-soft hover:bg-sunken hover:text-ink max-sm:px-2";

/** A command in a line of words. */
export const quietCommand = "-my-2 rounded-sm px-1 underline decoration-line underline-offset-4 hover:text-ink";
