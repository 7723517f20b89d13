"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLive } from "@/app/_client/use-live";
import { type ChangeCard, isWorkedOn } from "@/lib/encoders/schema";

const lookAgainMs = 5_000;
const isUnderWay = ({ status }: ChangeCard) => isWorkedOn(status);

/** The change as it stands, live while a worker is at it; `isWaiting` asks for the page again every few seconds. */
export function useLiveChange(initial: ChangeCard, isWaiting: boolean): ChangeCard {
  const router = useRouter();
  const seen = useLive(initial, `/api/encoders/changes/${initial.id}/events`, isUnderWay);
  const isLive = isUnderWay(seen);
  useEffect(() => {
    if (!isWaiting || isLive) return;
    const timer = setInterval(() => router.refresh(), lookAgainMs);
    return () => clearInterval(timer);
  }, [isWaiting, isLive, router]);
  return seen;
}
