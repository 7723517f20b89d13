"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { MadeToken, Scope, TokenCard } from "@/lib/tokens/schema";
import { NewTokenDialog } from "./new-token-dialog";
import { TokenItem } from "./token-item";

type Props = { own: TokenCard[]; others: TokenCard[]; grantable: Scope[]; now: number };

/** One's own tokens, and for who administers everybody's. A revoked one stays in the list, so that its last use is known. */
export function TokensScreen({ own, others, grantable, now }: Props) {
  const [cards, setCards] = useState({ own, others });
  const [isMaking, setIsMaking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const add = ({ card }: MadeToken) => setCards((old) => ({ ...old, own: [card, ...old.own] }));
  const revoke = async ({ id }: TokenCard) => {
    const answer = await call<TokenCard>("/api/tokens/revoke", { body: { tokenId: id } });
    setFailure(answer.ok ? null : answer.sentence);
    if (!answer.ok) return;
    const { revokedAt } = answer.value;
    const marked = (list: TokenCard[]) => list.map((one) => (one.id === id ? { ...one, revokedAt } : one));
    setCards((old) => ({ own: marked(old.own), others: marked(old.others) }));
  };
  return (
    <div className="mt-6 space-y-10">
      <Button kind="primary" onClick={() => setIsMaking(true)}>
        Make a token…
      </Button>
      {failure && <Notice>{failure}</Notice>}
      <TokenList title="Yours" cards={cards.own} now={now} onRevoke={revoke} />
      {cards.others.length > 0 && (
        <TokenList title="Everybody else's" cards={cards.others} now={now} onRevoke={revoke} />
      )}
      <NewTokenDialog isOpen={isMaking} grantable={grantable} onMade={add} onClose={() => setIsMaking(false)} />
    </div>
  );
}

type ListProps = { title: string; cards: TokenCard[]; now: number; onRevoke: (card: TokenCard) => Promise<void> };

const TokenList = ({ title, cards, now, onRevoke }: ListProps) => (
  <section>
    <h2 className="text-lead font-semibold">{title}</h2>
    {cards.length === 0 ? (
      <p className="mt-2 text-ink-soft">None yet. Make one for each program, so that each can be stopped by itself.</p>
    ) : (
      <ul className="mt-3 border-b border-line">
        {cards.map((card) => (
          <TokenItem key={card.id} card={card} now={now} onRevoke={() => onRevoke(card)} />
        ))}
      </ul>
    )}
  </section>
);
