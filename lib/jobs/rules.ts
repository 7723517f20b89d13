/** Age at which a heartbeat no longer counts. A worker beats every 3 s, a run twice a second; both may miss a few. */
export const staleAfterSeconds = { worker: 12, run: 15 } as const;

/** Work is tried at most this often: what kills its worker again would take the next one down as well. */
export const mostAttempts = 3;

/** How often a worker looks for runs that lost theirs. With staleAfterSeconds.run: found within 20 s. */
export const lostRunCheckMs = 5_000;
