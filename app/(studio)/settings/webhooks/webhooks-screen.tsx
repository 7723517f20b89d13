"use client";
import { useState } from "react";
import { Notice } from "@/app/_ui/notice";
import type { WebhookCard } from "@/lib/webhooks/schema";
import { NewWebhookForm } from "./new-webhook-form";
import { useWebhooks } from "./use-webhooks";
import { WebhookItem } from "./webhook-item";

/** The webhooks with their logs, and the form for another one. */
export function WebhooksScreen({ webhooks, now }: { webhooks: WebhookCard[]; now: number }) {
  const [openId, setOpenId] = useState<string | null>(null);
  const { cards, failure, make, switchTo, remove, test, round } = useWebhooks(webhooks);
  return (
    <div className="mt-6 space-y-10">
      {failure && <Notice>{failure}</Notice>}
      {cards.length > 0 && (
        <ul className="border-b border-line">
          {cards.map((card) => (
            <WebhookItem
              key={card.id}
              card={card}
              now={now}
              round={round}
              isOpen={openId === card.id}
              onOpen={() => setOpenId(openId === card.id ? null : card.id)}
              onSwitch={() => void switchTo(card.id, !card.isOn)}
              onRemove={() => void remove(card.id)}
              onTest={() => {
                setOpenId(card.id);
                void test(card.id);
              }}
            />
          ))}
        </ul>
      )}
      <NewWebhookForm isFirst={cards.length === 0} onMake={make} />
    </div>
  );
}
