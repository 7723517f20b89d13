"use client";
import { useEffect, useState } from "react";
import { ago } from "./figures";

const everyMs = 20_000;

/** "4 min ago", kept true while the page stays open. `now` is the request's time: server and browser agree on it. */
export function TimeAgo({ at, now }: { at: string; now?: number }) {
  const [shownAt, setShownAt] = useState(now ?? Date.now());
  useEffect(() => {
    setShownAt(Date.now());
    const timer = setInterval(() => setShownAt(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} suppressHydrationWarning>
      {ago(at, shownAt)}
    </time>
  );
}
