import type { ReactNode } from "react";
import { percent } from "@/app/_ui/figures";
import type { FlagCard } from "@/lib/flags/schema";
import { faultWords, valuesText } from "./flag-words";

/** The flag in one line: what is given and what is proposed, or what is asked. */
export function Claim({ flag }: { flag: FlagCard }) {
  switch (flag.kind) {
    case "category":
      return <Change given={flag.given.name} proposed={flag.proposed.name} probability={flag.proposedProbability} />;
    case "attribute":
      return (
        <Change
          given={valuesText(flag.given, `no ${flag.attribute.label.toLowerCase()}`)}
          proposed={valuesText(flag.proposed)}
          probability={flag.proposedProbability}
          of={flag.attribute.label}
        />
      );
    case "blind":
      return (
        <h1>
          Is this{" "}
          <em className="not-italic underline decoration-edge decoration-1 underline-offset-4">{flag.given.name}</em>?
        </h1>
      );
    case "photo":
      return <h1>{faultWords[flag.fault]}</h1>;
    case "duplicate":
      return <h1>Are these one garment?</h1>;
    case "report":
      return <h1>A stylist says: photo or data wrong</h1>;
  }
}

type ChangeProps = { given: string; proposed: string; probability: number; of?: string };

function Change({ given, proposed, probability, of }: ChangeProps) {
  return (
    <h1 className="flex flex-wrap items-baseline gap-x-3">
      <Small>{of ? `${of} given` : "Given"}</Small>
      {given}
      <span aria-hidden className="text-ink-faint">
        →
      </span>
      <Small>proposed</Small>
      {proposed}
      <span className="tabular font-sans text-lead font-normal text-ink-soft">{percent(probability)}</span>
    </h1>
  );
}

const Small = ({ children }: { children: ReactNode }) => (
  <span className="font-sans text-small font-normal text-ink-soft">{children}</span>
);
