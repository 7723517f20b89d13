export const gridFrame =
  "mx-auto grid w-full max-w-[110rem] flex-1 gap-x-10 gap-y-4 px-4 pt-4 sm:px-8 sm:pt-5 lg:grid-cols-[15rem_minmax(0,1fr)]";

export const tiles =
  "grid grid-cols-[repeat(auto-fill,minmax(6.25rem,1fr))] gap-x-3 gap-y-4 sm:grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] sm:gap-x-4 sm:gap-y-5";
