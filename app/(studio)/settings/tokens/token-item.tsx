"use client";
import clsx from "clsx";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { TimeAgo } from "@/app/_ui/time-ago";
import { tokenState } from "@/lib/tokens/rules";
import type { TokenCard } from "@/lib/tokens/schema";
import { scopeWords } from "./scope-words";

const stateWords = { works: "", revoked: "Revoked", expired: "Has run out" };

/** One token: what it may do, when it was used, and the button that stops it, which asks once. */
export function TokenItem({ card, now, onRevoke }: { card: TokenCard; now: number; onRevoke: () => Promise<void> }) {
  const [isAsking, setIsAsking] = useState(false);
  const state = tokenState(card, now);
  const isOver = state !== "works";
  return (
    <li aria-label={card.name} className="flex flex-wrap items-start gap-x-6 gap-y-3 border-t border-line py-4">
      <div className={clsx("min-w-64 flex-1", isOver && "text-ink-soft")}>
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{card.name}</span>
          <code className="text-small text-ink-soft">{card.hint}…</code>
          {card.person && <span className="text-small text-ink-soft">{card.person}</span>}
        </p>
        <p className="mt-1 text-pretty text-ink-soft">
          May {card.scopes.map((scope) => scopeWords[scope]).join(", ")}.
        </p>
        <p className="mt-1 text-small text-ink-soft">
          Made <TimeAgo at={card.createdAt} now={now} />, {card.lastUsedAt ? "last used " : "never used"}
          {card.lastUsedAt && <TimeAgo at={card.lastUsedAt} now={now} />}
          {!isOver && (card.expiresAt ? `, until ${dayOf(card.expiresAt)}` : ", without an end")}
        </p>
      </div>
      {isOver && <span className="text-small text-ink-soft">{stateWords[state]}</span>}
      {!isOver && !isAsking && <Button onClick={() => setIsAsking(true)}>Revoke…</Button>}
      {!isOver && isAsking && (
        <span className="flex flex-wrap items-center gap-2">
          <span className="text-small text-ink-soft">Its program stops at once.</span>
          <Button kind="plain" onClick={() => setIsAsking(false)}>
            Keep it
          </Button>
          <Button kind="primary" autoFocus onClick={onRevoke}>
            Revoke
          </Button>
        </span>
      )}
    </li>
  );
}

const dayOf = (at: string) => new Date(at).toLocaleDateString("en-GB", { dateStyle: "medium", timeZone: "UTC" });
