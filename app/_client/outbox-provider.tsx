"use client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { call } from "./api";
import { Outbox, type OutboxState } from "./outbox";
import { browserStore } from "./outbox-store";

const OutboxContext = createContext<Outbox | null>(null);

/** One outbox a person and page: it outlives the screens, so that leaving Pairs loses nothing. */
export function OutboxProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void browserStore(userId).then(async (store) => {
      const made = new Outbox({ store, send: (post) => call(post.path, { body: post.body, keepalive: true }) });
      await made.load();
      if (isCurrent) setOutbox(made);
    });
    return () => {
      isCurrent = false;
    };
  }, [userId]);
  useEffect(() => {
    const retry = () => void outbox?.retryNow();
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [outbox]);
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

export const useOutbox = () => useContext(OutboxContext);

const idle: OutboxState = { waiting: 0, stopped: null };
const nothing = () => () => {};

export function useOutboxState(): OutboxState {
  const outbox = useOutbox();
  return useSyncExternalStore(
    outbox?.watch ?? nothing,
    () => outbox?.state() ?? idle,
    () => idle,
  );
}
