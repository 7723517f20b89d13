import { Button } from "@/app/_ui/button";
import { count, duration } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { isTooLittle } from "@/lib/encoders/rules";
import type { ChangeOffer, ChangeStep } from "@/lib/encoders/schema";
import { size } from "../../../catalogue/import/kind-words";

type Props = { offer: ChangeOffer; onStep: (step: ChangeStep) => void };

/** What the encoder is and what embedding everything will take, before anything is embedded. */
export function OfferView({ offer, onStep }: Props) {
  const { version, dimension, licence, photos, bytes, freeBytes, perSecond } = offer;
  const isFull = isTooLittle(bytes, freeBytes);
  const facts: [string, string][] = [
    ["Photos to embed", count(photos)],
    ["Time", perSecond ? `about ${duration(photos / perSecond)}, beside the work` : "seconds: there is little to do"],
    ["Disk", `${size(bytes)}${freeBytes === null ? "" : ` of ${size(freeBytes)} that are free`}`],
    ["Numbers a photo", count(dimension)],
    ["Version", version],
    ...(licence ? ([["Licence", licence]] as [string, string][]) : []),
  ];
  return (
    <section aria-label="What it takes" className="mt-8">
      <dl className="max-w-xl border-b border-line">
        {facts.map(([name, text]) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-6 border-t border-line py-2.5">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="tabular">{text}</dd>
          </div>
        ))}
      </dl>
      {isFull && (
        <div className="mt-4">
          <Notice>
            That would leave less than a gigabyte free, and a database that can't write stops everybody. Have some space
            freed, then choose the encoder again.
          </Notice>
        </div>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        <Button kind="primary" disabled={isFull} onClick={() => onStep("begin")}>
          Begin to embed
        </Button>
        <Button kind="plain" onClick={() => onStep("cancel")}>
          Give it up
        </Button>
      </div>
    </section>
  );
}
