/** The whole bench in one view on a common screen; on a phone the page scrolls and the answers stay below. */
export const reviewFrame =
  "mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-4 px-4 pt-4 pb-3 sm:px-8 sm:pt-5 lg:h-[calc(100dvh-3.5rem)] lg:min-h-[36rem] lg:flex-none";

export const reviewBody = "grid min-h-0 flex-1 gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-10";
