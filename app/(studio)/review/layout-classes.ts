/** The whole bench in one view on a common screen; on a phone the page scrolls and the answers stay below. */
export const reviewFrame =
  "mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-4 px-4 pt-4 pb-3 sm:px-8 sm:pt-5 lg:h-[calc(100dvh-3.5rem)] lg:min-h-[36rem] lg:flex-none";

export const reviewBody = "grid min-h-0 flex-1 gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:gap-10";

/** The field and the list of a picker. */
export const listLook = {
  fieldClassName: "mx-3 mb-2 w-[calc(100%-1.5rem)] rounded-md border border-edge px-3 py-2",
  listClassName: "max-h-80",
};

/** Two garments side by side need the larger part. */
export const reviewBodyOfTwo = "grid min-h-0 flex-1 gap-6 lg:grid-cols-[minmax(0,8fr)_minmax(0,4fr)] lg:gap-10";
