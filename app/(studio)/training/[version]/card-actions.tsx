"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { VersionCard } from "@/lib/models/schema";
import { PromoteDialog } from "../promote-dialog";

type Props = { version: VersionCard; serving: VersionCard | null; measuredAt: string | null; now: number };

/** Promoting from the card, and asking for another look on the holdout as it is now. */
export function CardActions({ version, serving, measuredAt, now }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const [said, setSaid] = useState<{ text: string; isFailure: boolean } | null>(null);
  const router = useRouter();
  const post = async (path: string, body: unknown, done: string) => {
    const answer = await call(path, { body });
    setSaid({ text: answer.ok ? done : answer.sentence, isFailure: !answer.ok });
    router.refresh();
  };
  return (
    <div className="mt-4 space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        {!version.isChampion && <Button onClick={() => setIsAsking(true)}>Promote v{version.number}</Button>}
        <Button
          kind="plain"
          onClick={() =>
            post(
              `/api/models/${version.id}/evaluate`,
              {},
              "Asked for. The figures are renewed in a minute; reload then.",
            )
          }
        >
          Measure again
        </Button>
        {measuredAt && (
          <span className="text-small text-ink-soft">
            measured <TimeAgo at={measuredAt} now={now} />
          </span>
        )}
      </div>
      {said?.isFailure && <Notice>{said.text}</Notice>}
      <p role="status" className="text-small text-ink-soft">
        {said && !said.isFailure && said.text}
      </p>
      <PromoteDialog
        version={isAsking ? version : null}
        serving={serving ?? undefined}
        onClose={() => setIsAsking(false)}
        onPromote={(reason) =>
          post(`/api/models/${version.id}/promote`, { reason }, `v${version.number} serves; the queue is ranked anew.`)
        }
      />
    </div>
  );
}
