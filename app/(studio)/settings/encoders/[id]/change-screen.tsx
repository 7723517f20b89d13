"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button, buttonLook } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { TimeAgo } from "@/app/_ui/time-ago";
import { WayUp } from "@/app/_ui/way-up";
import type { ProductCard } from "@/lib/catalogue/schema";
import { type ChangeCard, type ChangeStep, type HeadOutlook, isWorkedOn, type Served } from "@/lib/encoders/schema";
import type { Head } from "@/lib/models/schema";
import { headWords } from "../../../training/words";
import { sourceWords, statusWords, titleOf } from "../encoder-words";
import { ComparisonView } from "./comparison-view";
import { OfferView } from "./offer-view";
import { Outlook } from "./outlook";
import { RunningChange } from "./running-change";
import { ServeDialog } from "./serve-dialog";
import { useLiveChange } from "./use-live-change";

type Props = { card: ChangeCard; garments: Record<string, ProductCard>; outlooks: HeadOutlook[]; now: number };

/** One change of encoder: what it takes, how far it is, how it compares, and the move itself. */
export function ChangeScreen({ card: initial, garments, outlooks, now }: Props) {
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const isWaiting = initial.missing > 0 || outlooks.some(({ state }) => state === "learning");
  const card = useLiveChange(initial, isWaiting);
  const post = async (path: string, body: unknown) => {
    const answer = await call(path, { body });
    setFailure(answer.ok ? null : answer.sentence);
    router.refresh();
    return answer.ok;
  };
  const path = `/api/encoders/changes/${card.id}`;
  const step = (name: ChangeStep) => void post(`${path}/step`, { step: name });
  const serve = async () => {
    const answer = await call<Served>("/api/encoders/use", { body: { encoderId: card.encoderId } });
    setIsAsking(false);
    setFailure(answer.ok ? waitsIn(answer.value) : answer.sentence);
    router.refresh();
  };
  const { status, offer, comparison } = card;
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-8 sm:px-8">
      <WayUp to="/settings/encoders">Encoders</WayUp>
      <h1 className="break-words">{titleOf(card)}</h1>
      <p className="first-letter:uppercase mt-1 text-small break-words text-ink-soft">
        {sourceWords(card.source)} · {statusWords[status]} · <TimeAgo at={card.createdAt} now={now} />
        {card.by && `, ${card.by}`}
      </p>
      {(failure ?? card.reason) && (
        <div className="mt-4">
          <Notice>{failure ?? card.reason}</Notice>
        </div>
      )}
      {isWorkedOn(status) && <RunningChange card={card} onStep={step} />}
      {status === "offered" && offer && <OfferView offer={offer} onStep={step} />}
      {(status === "paused" || status === "failed") && <Stopped card={card} onStep={step} />}
      {status === "finished" && (
        <p className="mt-6">
          It came to serve {card.finishedAt && <TimeAgo at={card.finishedAt} now={now} />}. The way back stands under{" "}
          <Link href="/settings/encoders" className="underline underline-offset-4">
            Encoders
          </Link>
          .
        </p>
      )}
      {status === "ready" && (
        <Outlook outlooks={outlooks} onTrain={(head: Head) => void post(`${path}/train`, { head })} />
      )}
      {comparison && <ComparisonView comparison={comparison} name={titleOf(card)} garments={garments} />}
      {status === "ready" && (
        <>
          <div className="sticky bottom-0 mt-8 flex flex-wrap items-center gap-3 border-t border-line bg-ground py-4 max-sm:bottom-14 max-sm:py-3">
            <Button kind="primary" disabled={card.missing > 0} onClick={() => setIsAsking(true)}>
              Let it serve…
            </Button>
            <Button kind="plain" onClick={() => step("cancel")}>
              Give it up
            </Button>
            <p role="status" className="text-small text-ink-soft">
              {card.missing > 0 && `${card.missing} photos came in since; the worker embeds them under both.`}
            </p>
          </div>
          <ServeDialog
            isOpen={isAsking}
            name={titleOf(card)}
            outlooks={outlooks}
            onClose={() => setIsAsking(false)}
            onServe={serve}
          />
        </>
      )}
    </div>
  );
}

/** What a person has to see to, where a training that is under way stood in the way of the one that is needed. */
function waitsIn({ heads }: Served): string | null {
  const names = heads.filter(({ outcome }) => outcome === "waits").map(({ head }) => headWords[head].name);
  if (names.length === 0) return null;
  return `It serves. ${names.join(" and ")}: another training is under way, for the encoder before; start one under Training when it has ended.`;
}

function Stopped({ card: { status, encoderId }, onStep }: { card: ChangeCard; onStep: (step: ChangeStep) => void }) {
  return (
    <section aria-label="Stopped" className="mt-8">
      <p className="max-w-prose">
        {encoderId === null
          ? "It could not be opened; nothing has changed. Put right what is wrong and try again, or choose another one."
          : "What is embedded stays; it goes on from there. All work goes on with the present encoder."}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button kind="primary" onClick={() => onStep("resume")}>
          {encoderId === null ? "Try again" : "Go on"}
        </Button>
        {status === "failed" && (
          <Link href="/settings/encoders" className={buttonLook("outline")}>
            Choose another
          </Link>
        )}
        {status === "paused" && (
          <Button kind="plain" onClick={() => onStep("cancel")}>
            Give it up
          </Button>
        )}
      </div>
    </section>
  );
}
