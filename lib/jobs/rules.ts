/** Age at which a heartbeat no longer counts. A worker beats every 3 s, a run at least every 5 s; both may miss a few. */
export const staleAfterSeconds = { worker: 12, run: 15 } as const;

/** How often a worker looks for runs that lost theirs. With staleAfterSeconds.run: found within 20 s. */
export const lostRunCheckMs = 5_000;
