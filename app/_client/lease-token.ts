import { v4 as uuid } from "uuid";
import { claimTab } from "./tabs";

const storageKey = "toile-lease-token";
let chosen: Promise<string> | undefined;

/** This tab's own token: a reload keeps it and so gets its leases back; a duplicated tab gets one of its own. `orphans`:
 *  tokens whose tasks were left on this device; a tab without one takes the first that no living tab holds. */
export function leaseToken(orphans: () => Promise<string[]> = async () => []): Promise<string> {
  chosen ??= choose(orphans).then((token) => {
    sessionStorage.setItem(storageKey, token);
    return token;
  });
  return chosen;
}

/** The token once `leaseToken` has chosen it; undefined before. */
export const knownLeaseToken = (): string | undefined => sessionStorage.getItem(storageKey) ?? undefined;

async function choose(orphans: () => Promise<string[]>): Promise<string> {
  // A duplicated tab copies sessionStorage, so the token itself can't tell whose it is.
  const kept = sessionStorage.getItem(storageKey);
  for (const token of [...(kept ? [kept] : []), ...(await orphans())]) if (await claimTab(token)) return token;
  const fresh = uuid();
  await claimTab(fresh);
  return fresh;
}
