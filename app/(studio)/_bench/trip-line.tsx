"use client";
import type { Trip } from "@/app/_client/bench-state";
import { canReloadOffline } from "@/app/_client/offline";
import { count } from "@/app/_ui/figures";
import { tripMinutes } from "@/lib/queue/schema";

/** How far the tasks that are taken along are on their way into the bag, and until when they are ours. */
export function TripLine({ trip, held }: { trip: Trip; held: number }) {
  const until = new Date(trip.since + tripMinutes * 60_000).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
  });
  if (trip.phase === "leasing") return <span role="status">packing…</span>;
  if (trip.phase === "keeping")
    return (
      <span role="status" className="inline-flex items-center gap-2">
        packing photos, {count(trip.photosKept)} of {count(trip.photos)}
        <progress
          aria-label="Photos packed"
          value={trip.photosKept}
          max={Math.max(1, trip.photos)}
          className="h-1 w-16 accent-accent max-sm:hidden"
        />
      </span>
    );
  const missing = trip.photos - trip.photosKept;
  return (
    <span role="status">
      {count(held)} along until {until}
      {missing > 0 && `, ${count(missing)} photos missing`}
      {!canReloadOffline() && ". This address has no https: keep the page open, a reload needs the network"}
    </span>
  );
}
