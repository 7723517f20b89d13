import { v4 as uuid } from "uuid";

const storageKey = "toile-lease-token";

/** This tab's own token: a reload keeps it and so gets its leases back; a duplicated tab gets one of its own. */
export async function leaseToken(): Promise<string> {
  const kept = sessionStorage.getItem(storageKey);
  if (kept && (await isOurs(kept))) return kept;
  const fresh = uuid();
  sessionStorage.setItem(storageKey, fresh);
  await isOurs(fresh);
  return fresh;
}

/** The token once `leaseToken` has chosen it; undefined before. */
export const knownLeaseToken = (): string | undefined => sessionStorage.getItem(storageKey) ?? undefined;

/** A duplicated tab copies sessionStorage, so the token itself can't tell; a lock that lasts as long as the page can.
 *  Plain-http addresses have no locks: there both tabs share their leases, and the same answer twice is one answer. */
function isOurs(token: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`toile-tab-${token}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}
