export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

/** A cookie, not local storage: the server has to draw the right number of columns at once. */
export const densityCookie = "toile-density";

export const densityOf = (stored: string | undefined): Density => (stored === "compact" ? "compact" : "comfortable");

export const otherDensity = (density: Density): Density => (density === "compact" ? "comfortable" : "compact");

const year = 365 * 24 * 3_600;
export function keepDensity(density: Density): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = `${densityCookie}=${density}; path=/; max-age=${year}; samesite=lax`;
}

/** A page holds sixty garments: every number of columns here divides it, so that pages follow each other without a gap. */
export const gridColumns: Record<Density, string> = {
  comfortable:
    "grid-cols-2 gap-x-4 gap-y-7 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-3 xl:grid-cols-4 2xl:grid-cols-5 min-[2200px]:grid-cols-6",
  compact:
    "grid-cols-3 gap-x-2 gap-y-4 sm:grid-cols-5 sm:gap-x-3 lg:grid-cols-5 xl:grid-cols-6 2xl:grid-cols-10 min-[2200px]:grid-cols-12",
};
