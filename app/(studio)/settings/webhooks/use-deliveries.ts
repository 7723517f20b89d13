"use client";
import { useCallback, useEffect, useState } from "react";
import { call } from "@/app/_client/api";
import type { DeliveryCard, DeliveryPage } from "@/lib/webhooks/schema";

const everyMs = 2_000;

/** A webhook's log. It is read again while something in it is on its way, and when `round` grows. */
export function useDeliveries(webhookId: string, round: number) {
  const [deliveries, setDeliveries] = useState<DeliveryCard[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const read = useCallback(
    (before?: string) =>
      call<DeliveryPage>(
        `/api/webhooks/deliveries?${new URLSearchParams({ webhookId, ...(before ? { before } : {}) })}`,
      ),
    [webhookId],
  );
  const refresh = useCallback(async () => {
    const page = await read();
    setFailure(page.ok ? null : page.sentence);
    if (!page.ok) return;
    const { deliveries: newest, next } = page.value;
    setDeliveries((old) => [...newest, ...behind(newest, old ?? [])]);
    setNext((old) => old ?? next);
  }, [read]);
  const isMoving = deliveries?.some(({ state }) => state === "waiting") ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is the sign that there is news
  useEffect(() => void refresh(), [refresh, round]);
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => void refresh(), everyMs);
    return () => clearInterval(timer);
  }, [isMoving, refresh]);
  return {
    deliveries,
    hasMore: next !== null,
    failure,
    more: async () => {
      const page = await read(next ?? undefined);
      setFailure(page.ok ? null : page.sentence);
      if (!page.ok) return;
      setDeliveries((old) => [...(old ?? []), ...page.value.deliveries]);
      setNext(page.value.next);
    },
    again: async (deliveryId: string) => {
      const answer = await call("/api/webhooks/again", { body: { deliveryId } });
      setFailure(answer.ok ? null : answer.sentence);
      if (answer.ok) await refresh();
    },
  };
}

/** Of what was read before, what lies behind the newest page. */
function behind(newest: DeliveryCard[], old: DeliveryCard[]): DeliveryCard[] {
  const ids = new Set(newest.map(({ id }) => id));
  const last = newest.at(-1);
  return last ? old.filter(({ id, createdAt }) => !ids.has(id) && createdAt <= last.createdAt) : [];
}
