const WATCH_MS = 500;

/** Aborted on Ctrl-C, SIGTERM or a closed terminal, and when the npm that ran this is gone without passing its signal on.
 *  A second Ctrl-C does not cut the stop short: what was started would stay. */
export function whenAskedToStop(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stopping.abort(), WATCH_MS).unref();
  }
  return stopping.signal;
}
