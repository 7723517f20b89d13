"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useRef } from "react";
import { usePlace } from "@/app/_commands/centre";
import { Button, buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { WayUp } from "@/app/_ui/way-up";
import type { Disagreements } from "@/lib/labels/adjudication/schema";
import { DisputedPair } from "./disputed-pair";
import { GoldDialog } from "./gold-dialog";
import { SettledList } from "./settled-list";
import { useDisagreements } from "./use-disagreements";

/** What people differ about, one pair at a time, with every opinion; settled by key. */
export function DisagreementsScreen({ found }: { found: Disagreements }) {
  const router = useRouter();
  const noteField = useRef<HTMLTextAreaElement>(null);
  const onNote = useCallback(() => noteField.current?.focus(), []);
  const onStale = useCallback(() => router.refresh(), [router]);
  const list = useDisagreements(found, { onNote, onStale });
  usePlace("disagreements", list.actions);
  const { current, settled, count } = list;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-8">
      <WayUp to="/overview">Overview</WayUp>
      <div className="flex flex-wrap items-baseline gap-x-6">
        {current && <h1>Disagreements</h1>}
        <p role="status" className="text-ink-soft">
          {current && `${found.isMore ? "More than " : ""}${counted(count, "pair")} to settle`}
        </p>
      </div>
      {list.failure && (
        <div className="mt-4">
          <Notice action={<Button onClick={onStale}>Reload the list</Button>}>{list.failure}</Notice>
        </div>
      )}
      {current ? (
        <DisputedPair
          key={current.pairId}
          pair={current}
          note={list.note}
          onNote={list.setNote}
          noteField={noteField}
          actions={list.actions}
        />
      ) : (
        <NothingOpen hasMore={count > 0} onReload={onStale} />
      )}
      {settled.length > 0 && <SettledList settled={settled} actions={list.actions} />}
      <GoldDialog pair={list.goldFor} onClose={() => list.setGoldFor(null)} onMade={list.becameGold} />
    </div>
  );
}

function NothingOpen({ hasMore, onReload }: { hasMore: boolean; onReload: () => void }) {
  if (hasMore)
    return (
      <EmptyState
        title="The next ones"
        action={
          <Button kind="primary" onClick={onReload}>
            Show more
          </Button>
        }
      >
        These are settled; there are more.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Nobody disagrees"
      action={
        <Link href="/settings/queue" className={buttonLook("outline")}>
          See the queue plan
        </Link>
      }
    >
      Pairs come here when two people judge one otherwise. How many get a second opinion is part of the queue plan.
    </EmptyState>
  );
}
