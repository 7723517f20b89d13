import { Button } from "@/app/_ui/button";
import { count, duration } from "@/app/_ui/figures";
import { TimeAgo } from "@/app/_ui/time-ago";
import { pointsText } from "@/lib/models/evaluation/rules";
import type { FineTuningCard, FineTuningOutcome, TuningGain } from "@/lib/training/fine-tune/schema";
import { measured } from "../../training/words";

type Props = {
  tuning: FineTuningCard;
  isBusy: boolean;
  now: number;
  onUse: (source: string) => Promise<void>;
};

const endings: Partial<Record<FineTuningCard["status"], string>> = {
  finished: "The last fine-tuning",
  failed: "The last fine-tuning stopped by a fault",
  cancelled: "The last fine-tuning was cancelled",
};

/** What the last fine-tuning was worth, and the way to change to what it brought. */
export function TunedResult({ tuning: { status, outcome, reason, finishedAt, createdAt, startedBy }, ...rest }: Props) {
  const { now } = rest;
  return (
    <div className="mt-6 border-y border-line py-4">
      <div className="flex flex-wrap justify-between gap-x-6">
        <h3 className="font-medium">{endings[status]}</h3>
        <p className="text-small text-ink-soft">
          <TimeAgo at={finishedAt ?? createdAt} now={now} />
          {startedBy && `, ${startedBy}`}
        </p>
      </div>
      {reason && <p className="mt-1 max-w-prose text-small text-ink-soft">{reason}</p>}
      {outcome && <Outcome outcome={outcome} {...rest} />}
    </div>
  );
}

function Outcome({ outcome, isBusy, onUse }: { outcome: FineTuningOutcome } & Omit<Props, "tuning">) {
  const { name, version, photos, seconds, right, near, notes, source } = outcome;
  return (
    <>
      <p className="tabular mt-1 text-small break-words text-ink-soft">
        {name} · version <code>{version}</code> · {count(photos)} photos in {duration(seconds)}
      </p>
      <dl className="mt-3 grid max-w-xl gap-2 text-small">
        {right && <Gain name="Categories found on models that were kept back" gain={right} />}
        {near && <Gain name="Of the ten nearest, those of the same category" gain={near} />}
      </dl>
      {notes.map((note) => (
        <p key={note} className="mt-2 max-w-prose text-small text-ink-soft">
          {note}
        </p>
      ))}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button disabled={isBusy} onClick={() => void onUse(source)}>
          Use it…
        </Button>
        <p className="text-small text-ink-soft">
          {isBusy
            ? "A change of encoder is under way; finish it or give it up first."
            : "Shows what embedding with it takes; nothing changes before you say so."}
        </p>
      </div>
    </>
  );
}

function Gain({ name, gain: { frozen, tuned, gain } }: { name: string; gain: TuningGain }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="tabular">
        {measured(frozen.value)} → {measured(tuned.value)}, {gain.value < 0 ? "down" : "up"} {pointsText(gain)} on{" "}
        {count(gain.n)} photos
      </dd>
    </div>
  );
}
