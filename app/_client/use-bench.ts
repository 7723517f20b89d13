"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Bench, type BenchPort } from "./bench";
import type { BenchTask } from "./bench-state";
import { type Mode, shelfOf } from "./kept-tasks";
import { linkGauge } from "./lease-ahead";
import { leaseToken } from "./lease-token";
import { useOutbox, usePersonId } from "./outbox-provider";

/** A link that has held so long means that the ride is over: what was taken along goes back to the others. */
export const steadyMs = 10 * 60_000;

/** What a screen keeps on this device for a reload without a network. */
export type Keeping<T> = { mode: Mode; parse: (task: unknown) => T | null };

/** A bench that lives as long as its screen: starts with it, gives its leases back when it goes. */
export function useBench<T extends BenchTask>(makePort: () => BenchPort<T>, keeping?: Keeping<T>) {
  const outbox = useOutbox();
  const userId = usePersonId();
  const [bench, setBench] = useState<Bench<T> | null>(null);
  // The port is made once: what it closes over does not change while the screen is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (!outbox) return;
    const shelf = keeping && shelfOf({ userId, token: leaseToken, ...keeping });
    const made = new Bench({ port: makePort(), outbox, shelf, ahead: linkGauge.ahead });
    setBench(made);
    void made.start();
    const onHide = () => made.stop();
    const onShow = (event: PageTransitionEvent) => event.persisted && void made.start();
    let steady: ReturnType<typeof setTimeout> | undefined;
    const onOffline = () => clearTimeout(steady);
    const onOnline = () => {
      steady = setTimeout(made.giveBackRest, steadyMs);
    };
    window.addEventListener("pagehide", onHide);
    window.addEventListener("pageshow", onShow);
    window.addEventListener("offline", onOffline);
    window.addEventListener("online", onOnline);
    return () => {
      clearTimeout(steady);
      window.removeEventListener("offline", onOffline);
      window.removeEventListener("online", onOnline);
      window.removeEventListener("pagehide", onHide);
      window.removeEventListener("pageshow", onShow);
      made.stop();
    };
  }, [outbox]);
  return bench;
}

const nothing = () => () => {};

export function useBenchState<T extends BenchTask>(bench: Bench<T> | null) {
  return useSyncExternalStore(
    bench?.watch ?? nothing,
    () => bench?.state() ?? null,
    () => null,
  );
}
