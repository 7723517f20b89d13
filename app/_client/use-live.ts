"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** What the server drew, kept live by server-sent events of `path` while `isUnderWay` says so of it; each event is the whole
 *  anew. Once it is over the page is asked for again. */
export function useLive<T>(initial: T, path: string, isUnderWay: (seen: T) => boolean): T {
  const router = useRouter();
  const [seen, setSeen] = useState(initial);
  // What the server drew last counts, until an event says more.
  const [drawn, setDrawn] = useState(initial);
  if (drawn !== initial) {
    setDrawn(initial);
    setSeen(initial);
  }
  const isLive = isUnderWay(seen);
  useEffect(() => {
    if (!isLive) return;
    const source = new EventSource(path);
    source.onmessage = (event) => {
      const next = JSON.parse(event.data) as T;
      setSeen(next);
      if (!isUnderWay(next)) router.refresh();
    };
    return () => source.close();
  }, [isLive, isUnderWay, path, router]);
  return seen;
}
