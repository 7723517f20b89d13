"use client";
import Link from "next/link";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { type GoldCard, practiceSize } from "@/lib/labels/gold/schema";
import { GoldItem } from "./gold-item";
import { moved } from "./order";

/** The practice pairs in their order, and the gold that only checks. Each change is stored at once; a refused one is
 *  taken back. */
export function GoldScreen({ gold }: { gold: GoldCard[] }) {
  const [cards, setCards] = useState(gold);
  const [failure, setFailure] = useState<string | null>(null);
  const practice = cards.filter((card) => card.practiceAt !== null);
  const checking = cards.filter((card) => card.practiceAt === null);
  const store = async (next: GoldCard[], path: string, body: unknown) => {
    const before = cards;
    setCards(next);
    const answer = await call(path, { body });
    setFailure(answer.ok ? null : answer.sentence);
    if (!answer.ok) setCards(before);
  };
  const order = (practised: GoldCard[]) => {
    const others = cards.filter((card) => !practised.some(({ pairId }) => pairId === card.pairId));
    const next = [
      ...practised.map((card, practiceAt) => ({ ...card, practiceAt })),
      ...others.map((card) => ({ ...card, practiceAt: null })),
    ];
    return store(next, "/api/practice/order", { pairIds: practised.map(({ pairId }) => pairId) });
  };
  const retire = (pairId: string) =>
    store(
      cards.filter((card) => card.pairId !== pairId),
      "/api/gold/retire",
      { pairId },
    );
  if (cards.length === 0) return <NoGold />;
  return (
    <div className="mt-8 space-y-12">
      {failure && <Notice>{failure}</Notice>}
      <Group title={`Practice, ${practice.length} of ${practiceSize}`}>
        {practice.map((card, at) => (
          <GoldItem
            key={card.pairId}
            card={card}
            onUp={at > 0 ? () => void order(moved(practice, at, -1)) : undefined}
            onDown={at < practice.length - 1 ? () => void order(moved(practice, at, 1)) : undefined}
            onSwitch={() => void order(practice.filter((other) => other !== card))}
            onRetire={() => void retire(card.pairId)}
          />
        ))}
      </Group>
      {checking.length > 0 && (
        <Group title="Checking only">
          {checking.map((card) => (
            <GoldItem
              key={card.pairId}
              card={card}
              onSwitch={practice.length < practiceSize ? () => void order([...practice, card]) : undefined}
              onRetire={() => void retire(card.pairId)}
            />
          ))}
        </Group>
      )}
    </div>
  );
}

const Group = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section>
    <h2 className="text-lead font-semibold">{title}</h2>
    <ul className="mt-3 border-b border-line">{children}</ul>
  </section>
);

const NoGold = () => (
  <EmptyState
    title="No gold yet"
    action={
      <Link href="/overview/disagreements" className={buttonLook("primary")}>
        Go to disagreements
      </Link>
    }
  >
    Settle a pair that people differ about, then make it gold: those teach the most.
  </EmptyState>
);
