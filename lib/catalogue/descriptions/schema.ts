/** Descriptions that are read from the database at once: each page looks through all of them. */
export const textsPerRead = 20_000;
