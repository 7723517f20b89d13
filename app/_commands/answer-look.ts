/** An answer as a big target: its mark above its word on a phone, beside it elsewhere. */
export const answerLook =
  "min-h-12 flex-1 justify-center border px-3 font-medium whitespace-nowrap sm:min-w-32 sm:flex-none max-sm:min-h-14 max-sm:flex-col max-sm:gap-0.5";
