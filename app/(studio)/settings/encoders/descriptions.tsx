"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { useLive } from "@/app/_client/use-live";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { TimeAgo } from "@/app/_ui/time-ago";
import { type DescriptionsCard, isChanging, NewDescriptions } from "@/lib/encoders/descriptions/schema";
import { ReadBy } from "./descriptions-read-by";
import { RunningDescriptions } from "./running-descriptions";
import { SourceForm } from "./source-form";

const kinds = [
  {
    key: "builtin",
    name: "The built-in way",
    note: "Words and pieces of words, the rare ones of your catalogue first. Any language, no network.",
  },
  {
    key: "hub:",
    name: "A sentence model of the hub",
    note: "Loaded once with its tokenizer, its sha256 checked and its licence shown; works from a mirror by TOILE_HUB.",
    label: "OWNER/NAME of the model",
    placeholder: "owner/model",
  },
  {
    key: "dir:",
    name: "A sentence model on the server",
    note: "A folder with tokenizer.json and onnx/model.onnx, as the hub has them.",
    label: "Path of the folder",
    placeholder: "models/sentences",
  },
  {
    key: "vectors:",
    name: "Word vectors on the server",
    note: "A text file of word2vec's or fastText's format, .vec or .vec.gz; each word counts by how rare it is.",
    label: "Path of the vectors",
    placeholder: "models/cc.en.300.vec",
  },
];

const endings = { failed: "The last change stopped by a fault", cancelled: "The last change was given up" };

/** What descriptions are read by, and the way to something else beside the work. */
export function Descriptions({ card, now }: { card: DescriptionsCard; now: number }) {
  const router = useRouter();
  const [isChoosing, setIsChoosing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useLive(card.latest, "/api/encoders/descriptions/events", isChanging);
  const isUnderWay = isChanging(latest);
  const post = async (path: string, body: object) => {
    const answer = await call(path, { body });
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) setIsChoosing(false);
    router.refresh();
  };
  return (
    <section aria-labelledby="descriptions">
      <h2 id="descriptions" className="text-lead font-semibold">
        Descriptions
      </h2>
      <p className="mt-1 max-w-prose text-small text-ink-soft">
        What a product's description says is read beside its photos when the network learns which garments go together.
      </p>
      <ReadBy {...card} />
      {failure && (
        <div className="mt-3">
          <Notice>{failure}</Notice>
        </div>
      )}
      {latest && isUnderWay && (
        <RunningDescriptions
          change={latest}
          onCancel={() => void post(`/api/encoders/descriptions/${latest.id}/cancel`, {})}
        />
      )}
      {latest?.reason && !isUnderWay && (
        <p className="mt-3 max-w-prose text-small">
          {latest.status in endings && `${endings[latest.status as keyof typeof endings]}: `}
          {latest.reason}{" "}
          <span className="text-ink-soft">
            <TimeAgo at={latest.finishedAt ?? latest.createdAt} now={now} />
            {latest.by && `, ${latest.by}`}
          </span>
        </p>
      )}
      {!isUnderWay && !isChoosing && (
        <div className="mt-3">
          <Button onClick={() => setIsChoosing(true)}>Read them by something else…</Button>
        </div>
      )}
      {!isUnderWay && isChoosing && (
        <div className="appear mt-8">
          <SourceForm
            kinds={kinds}
            legend="Read descriptions by"
            name="descriptions"
            button="Embed them and train by it"
            hint="Beside the work. What serves goes on with what it learnt by."
            wanted={NewDescriptions}
            inUse={card.live?.isFileGone ? null : card.live?.source}
            onStart={(source) => post("/api/encoders/descriptions", { source })}
          />
        </div>
      )}
    </section>
  );
}
