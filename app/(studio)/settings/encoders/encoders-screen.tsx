"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Notice } from "@/app/_ui/notice";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { DescriptionsCard } from "@/lib/encoders/descriptions/schema";
import { type ChangeCard, isUnderWay, type KnownEncoder } from "@/lib/encoders/schema";
import type { StoreCard } from "@/lib/recommend/neighbours/pgvector/schema";
import type { FineTuningCard } from "@/lib/training/fine-tune/schema";
import { Descriptions } from "./descriptions";
import { calledOf, sourceWords, statusWords, titleOf } from "./encoder-words";
import { FineTuning } from "./fine-tuning";
import { KnownList } from "./known-list";
import { LookAlikes } from "./look-alikes";
import { NewChangeForm } from "./new-change-form";
import { ServingNow } from "./serving-now";

type Props = {
  known: KnownEncoder[];
  changes: ChangeCard[];
  tunings: FineTuningCard[];
  descriptions: DescriptionsCard;
  store: StoreCard;
  now: number;
};

/** The encoder that serves, the change under way or the form for one, and the way back to earlier ones. */
export function EncodersScreen({ known, changes, tunings, descriptions, store, now }: Props) {
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const current = changes.find(({ status }) => isUnderWay(status));
  const start = async (source: string) => {
    const answer = await call<{ id: string }>("/api/encoders/changes", { body: { source } });
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) router.push(`/settings/encoders/${answer.value.id}`);
  };
  const use = async (encoderId: string) => {
    const answer = await call("/api/encoders/use", { body: { encoderId } });
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) router.refresh();
  };
  const live = known.find(({ isLive }) => isLive);
  const past = changes.filter(({ status }) => !isUnderWay(status));
  return (
    <div className="mt-6 space-y-10">
      {failure && <Notice>{failure}</Notice>}
      <ServingNow live={live} />
      {current ? (
        <UnderWay change={current} />
      ) : (
        <NewChangeForm inUse={live?.isFileGone ? null : live?.source} onStart={start} />
      )}
      <KnownList
        known={known.filter(({ id, isLive }) => !isLive && id !== current?.encoderId)}
        isBusy={current !== undefined}
        onUse={use}
        onStart={start}
      />
      {live && (
        <FineTuning
          tunings={tunings}
          present={calledOf(live.name)}
          isBusy={current !== undefined}
          now={now}
          onUse={start}
        />
      )}
      <Descriptions card={descriptions} now={now} />
      <LookAlikes store={store} />
      {past.length > 0 && <Past changes={past} now={now} />}
    </div>
  );
}

function UnderWay({ change }: { change: ChangeCard }) {
  return (
    <section aria-labelledby="under-way">
      <h2 id="under-way" className="text-lead font-semibold">
        The change under way
      </h2>
      <Link href={`/settings/encoders/${change.id}`} data-change className="group mt-2 block border-y border-line py-4">
        <span className="block font-medium group-hover:underline group-hover:underline-offset-4">
          {titleOf(change)}
        </span>
        <span className="first-letter:uppercase block text-small break-words text-ink-soft">
          {sourceWords(change.source)} · {statusWords[change.status]}
        </span>
      </Link>
    </section>
  );
}

function Past({ changes, now }: { changes: ChangeCard[]; now: number }) {
  return (
    <section aria-labelledby="past-changes">
      <h2 id="past-changes" className="text-lead font-semibold">
        Earlier changes
      </h2>
      <ul className="mt-2 border-b border-line">
        {changes.map((change) => (
          <li key={change.id} className="border-t border-line">
            <Link
              href={`/settings/encoders/${change.id}`}
              data-change
              className="group flex flex-wrap justify-between gap-x-6 py-3"
            >
              <span className="min-w-0 font-medium break-words group-hover:underline group-hover:underline-offset-4">
                {titleOf(change)}
              </span>
              <span className="text-small text-ink-soft">
                {statusWords[change.status]} · <TimeAgo at={change.finishedAt ?? change.createdAt} now={now} />
                {change.by && `, ${change.by}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
