/** Whether an error says that there is no room left: the file system's own codes, and Postgres's 53100. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, meta } = at as { code?: string; meta?: { driverAdapterError?: unknown } };
    if (code === "ENOSPC" || code === "EDQUOT" || code === "53100") return true;
    if (/No space left on device|\b53100\b/.test(at.message)) return true;
    if (meta?.driverAdapterError && isDiskFull(meta.driverAdapterError)) return true;
  }
  return false;
}
