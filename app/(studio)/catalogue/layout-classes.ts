/** Filters beside the list where there is room. */
export const screenGrid =
  "mx-auto w-full max-w-[120rem] gap-x-12 px-4 py-6 sm:px-8 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:py-8";
