"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import type { NewWebhook, WebhookCard } from "@/lib/webhooks/schema";

/** The webhooks and what can be done to them; a refusal is kept as a sentence. round: grows when a log has news. */
export function useWebhooks(stored: WebhookCard[]) {
  const [cards, setCards] = useState(stored);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const post = async <T>(path: string, body: unknown): Promise<T | null> => {
    const answer = await call<T>(`/api/webhooks${path}`, { body });
    setFailure(answer.ok ? null : answer.sentence);
    return answer.ok ? answer.value : null;
  };
  return {
    cards,
    failure,
    round,
    make: async (wanted: NewWebhook): Promise<boolean> => {
      const made = await post<WebhookCard>("", wanted);
      if (made) setCards((old) => [...old, made]);
      return made !== null;
    },
    switchTo: async (webhookId: string, isOn: boolean) => {
      if (await post("/switch", { webhookId, isOn }))
        setCards((old) => old.map((one) => (one.id === webhookId ? { ...one, isOn } : one)));
    },
    remove: async (webhookId: string) => {
      if (await post("/remove", { webhookId })) setCards((old) => old.filter(({ id }) => id !== webhookId));
    },
    test: async (webhookId: string) => {
      if (await post("/test", { webhookId })) setRound((old) => old + 1);
    },
  };
}
