"use client";
import { useEffect, useState } from "react";
import { type ImportCard, isBusy } from "@/lib/catalogue/import-jobs/schema";

/** The dropped file as it stands, kept live by server-sent events while something runs; each event is the whole card. */
export function useLiveImport(initial: ImportCard): [ImportCard, (card: ImportCard) => void] {
  const [card, setCard] = useState(initial);
  const isRunning = isBusy(card.status);
  useEffect(() => {
    if (!isRunning) return;
    const source = new EventSource(`/api/imports/${initial.id}/events`);
    source.onmessage = (event) => setCard(JSON.parse(event.data) as ImportCard);
    return () => source.close();
  }, [initial.id, isRunning]);
  return [card, setCard];
}
