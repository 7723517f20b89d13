"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { type ChangeCard, isWorkedOn } from "@/lib/encoders/schema";

const lookAgainMs = 5_000;

/** The change as it stands: live by server-sent events while a worker is at it, each event the whole card. Once nobody is,
 *  the page is asked for again; `isWaiting` asks again every few seconds. */
export function useLiveChange(initial: ChangeCard, isWaiting: boolean): ChangeCard {
  const router = useRouter();
  const [seen, setSeen] = useState(initial);
  // What the server drew last counts, until an event says more.
  const [drawn, setDrawn] = useState(initial);
  if (drawn !== initial) {
    setDrawn(initial);
    setSeen(initial);
  }
  const isLive = isWorkedOn(seen.status);
  useEffect(() => {
    if (!isLive) return;
    const source = new EventSource(`/api/encoders/changes/${initial.id}/events`);
    source.onmessage = (event) => {
      const next = JSON.parse(event.data) as ChangeCard;
      setSeen(next);
      if (!isWorkedOn(next.status)) router.refresh();
    };
    return () => source.close();
  }, [initial.id, isLive, router]);
  useEffect(() => {
    if (!isWaiting || isLive) return;
    const timer = setInterval(() => router.refresh(), lookAgainMs);
    return () => clearInterval(timer);
  }, [isWaiting, isLive, router]);
  return seen;
}
