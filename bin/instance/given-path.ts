import { resolve } from "node:path";

/** A path as the person gave it, absolute. npm starts scripts in the repository's root and keeps the folder in which the
 *  person stands in INIT_CWD. */
export const givenPath = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);
