"use client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { call } from "./api";
import { keptTokens } from "./kept-tasks";
import { linkGauge } from "./lease-ahead";
import { leaseToken } from "./lease-token";
import { Outbox, type OutboxState } from "./outbox";
import { browserStore, type Post } from "./outbox-store";
import { isTabAlive } from "./tabs";

const OutboxContext = createContext<Outbox | null>(null);
const PersonContext = createContext("");

/** How often a living tab looks for what a closed one left. */
const lookMs = 30_000;

/** One outbox a person and page: it outlives the screens, so that leaving Pairs loses nothing. */
export function OutboxProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  useEffect(() => {
    let isCurrent = true;
    let opened: Outbox | null = null;
    const open = async () => {
      const [store, tab] = await Promise.all([browserStore(userId), leaseToken(() => keptTokens(userId))]);
      const send = (post: Post) =>
        linkGauge.time(call(post.path, { body: post.body, keepalive: true, personId: userId }));
      const made = new Outbox({ store, send, tab, isAlive: isTabAlive });
      if (!isCurrent) return;
      opened = made;
      await made.load();
      if (isCurrent) setOutbox(made);
    };
    void open();
    return () => {
      isCurrent = false;
      opened?.close();
    };
  }, [userId]);
  useEffect(() => {
    const look = () => void outbox?.load();
    const timer = setInterval(look, lookMs);
    window.addEventListener("online", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", look);
    };
  }, [outbox]);
  return (
    <PersonContext value={userId}>
      <OutboxContext value={outbox}>{children}</OutboxContext>
    </PersonContext>
  );
}

export const useOutbox = () => useContext(OutboxContext);

/** Whose page this is. */
export const usePersonId = () => useContext(PersonContext);

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
