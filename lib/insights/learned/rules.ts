/** News of a version is told for so long. */
export const newsHours = 48;

export const isNews = (at: Date, now: Date): boolean => now.getTime() - at.getTime() < newsHours * 3_600_000;
