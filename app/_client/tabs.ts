const beatMs = 5_000;
/** A tab in the background may be woken only once a minute. */
const silentMs = 75_000;

const lockOf = (tab: string) => `toile-tab-${tab}`;
const beatOf = (tab: string) => `toile-beat-${tab}`;

/** Whether `tab` is this page's from now on: no other living page holds it. The lock lasts as long as the page.
 *  Plain-http addresses have no locks: there a tab leaves its time in localStorage every few seconds. */
export function claimTab(tab: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(beat(tab));
  return new Promise((resolve) => {
    void navigator.locks.request(lockOf(tab), { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

/** Whether another page holds this tab's name. */
export async function isTabAlive(tab: string): Promise<boolean> {
  if (!navigator.locks) return Date.now() - Number(localStorage.getItem(beatOf(tab)) ?? 0) < silentMs;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockOf(tab));
}

function beat(tab: string): true {
  const tell = () => localStorage.setItem(beatOf(tab), String(Date.now()));
  tell();
  const timer = setInterval(tell, beatMs);
  window.addEventListener("pagehide", () => {
    clearInterval(timer);
    localStorage.removeItem(beatOf(tab));
  });
  return true;
}
