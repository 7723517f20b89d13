/** The mirror is read from two steps away: type larger than anywhere else in the house. */
export const display =
  "font-display font-[340] tracking-[-0.02em] text-balance outline-none text-[clamp(2.5rem,7.5vmin,5.5rem)] leading-[1.02]";
export const chapter =
  "font-display font-[360] tracking-[-0.015em] outline-none text-[clamp(1.75rem,4.6vmin,3.25rem)] leading-[1.08]";
export const large = "text-[clamp(1.0625rem,2.1vmin,1.375rem)] leading-[1.5]";
const press =
  "min-h-14 justify-center px-7 font-medium text-[clamp(1rem,1.9vmin,1.25rem)] transition-colors duration-100";
export const pressFull = `${press} bg-ink text-ground hover:opacity-90`;
export const pressLine = `${press} border border-ink text-ink hover:bg-sunken`;
export const pressQuiet = "min-h-12 px-3 text-ink-soft hover:text-ink";
