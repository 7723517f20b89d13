"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { counted } from "@/app/_ui/figures";
import type { WebhookCard } from "@/lib/webhooks/schema";
import { DeliveryLog } from "./delivery-log";

type Props = {
  card: WebhookCard;
  now: number;
  round: number;
  isOpen: boolean;
  onOpen: () => void;
  onSwitch: () => void;
  onRemove: () => void;
  onTest: () => void;
};

/** One webhook; opened it shows its secret and its log. Removing asks once. */
export function WebhookItem({ card, now, round, isOpen, onOpen, onSwitch, onRemove, onTest }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const { id, name, url, isOn, waiting, secret } = card;
  return (
    <li aria-label={name} className="border-t border-line py-4">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-64 flex-1">
          <p className="font-medium">{name}</p>
          <p className="text-small break-all text-ink-soft">{url}</p>
          <p className="mt-1 text-small text-ink-soft">
            {isOn ? "On" : "Off: it is told nothing"}
            {waiting > 0 && `, ${counted(waiting, "message")} waiting`}
          </p>
        </div>
        <div className="flex flex-wrap gap-1">
          <Button kind="plain" aria-expanded={isOpen} onClick={onOpen}>
            {isOpen ? "Close the log" : "Secret and log"}
          </Button>
          <Button kind="plain" disabled={!isOn} onClick={onTest}>
            Send a test
          </Button>
          <Button kind="plain" onClick={onSwitch}>
            {isOn ? "Switch off" : "Switch on"}
          </Button>
          <Button kind="plain" onClick={() => setIsAsking(!isAsking)}>
            Remove…
          </Button>
        </div>
      </div>
      {isAsking && (
        <div className="mt-3 flex flex-wrap items-center justify-end gap-3">
          <p className="text-small text-ink-soft">What waits for it will not be sent.</p>
          <Button kind="plain" onClick={() => setIsAsking(false)}>
            Keep it
          </Button>
          <Button kind="primary" autoFocus onClick={onRemove}>
            Remove it
          </Button>
        </div>
      )}
      {isOpen && (
        <div className="mt-4 space-y-5">
          <div>
            <p className="text-small text-ink-soft">
              Messages are signed with this secret, as Standard Webhooks has it: check it before you trust one.
            </p>
            <div className="mt-2 flex flex-wrap items-center gap-3">
              <code className="min-w-0 flex-1 rounded-md bg-sunken px-3 py-2 text-small break-all">{secret}</code>
              <CopyButton text={secret} label="Copy the secret" />
            </div>
          </div>
          <DeliveryLog webhookId={id} name={name} now={now} round={round} />
        </div>
      )}
    </li>
  );
}
