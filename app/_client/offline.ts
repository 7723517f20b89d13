import { dropDatabase } from "./database";
import { taskDatabaseOf } from "./kept-tasks";
import { photoCacheName } from "./photo-cache";

/** Whether a reload works without a network here: service workers need https, or this very machine. */
export const canReloadOffline = (): boolean => "serviceWorker" in navigator;

/** Lets this browser keep the page for `personId`, and for nobody else. */
export async function keepPageFor(personId: string): Promise<void> {
  // A development server changes its files under one name.
  if (!canReloadOffline() || process.env.NODE_ENV !== "production") return;
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ kind: "person", personId });
  } catch {
    // A browser that refuses it works on, with the network.
  }
}

const patienceMs = 2_000;

/** Removes from this device what was kept for someone who leaves: pages, photos and tasks. Answers that wait stay; they
 *  are theirs, and nobody else's session can send them. */
export async function forgetPerson(personId: string): Promise<void> {
  await Promise.race([removeAll(personId), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

async function removeAll(personId: string): Promise<void> {
  await tellWorker({ kind: "sign-out" });
  if (typeof caches !== "undefined") await caches.delete(photoCacheName).catch(() => false);
  await dropDatabase(taskDatabaseOf(personId));
}

async function tellWorker(message: unknown): Promise<void> {
  const active = canReloadOffline() ? (await navigator.serviceWorker.getRegistration())?.active : null;
  if (!active) return;
  const { port1, port2 } = new MessageChannel();
  const done = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  active.postMessage(message, [port2]);
  await done;
}
