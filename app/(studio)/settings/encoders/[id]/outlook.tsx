import Link from "next/link";
import { Button } from "@/app/_ui/button";
import type { HeadOutlook } from "@/lib/encoders/schema";
import type { Head } from "@/lib/models/schema";
import { figureText, headWords } from "../../../training/words";

type Props = { outlooks: HeadOutlook[]; onTrain: (head: Head) => void };

/** What becomes of each network: those read the numbers of one encoder only. Trained first, it comes to serve in the same
 *  move. */
export function Outlook({ outlooks, onTrain }: Props) {
  if (outlooks.length === 0) return null;
  return (
    <section aria-labelledby="outlook" className="mt-10">
      <h2 id="outlook" className="text-lead font-semibold">
        What becomes of the networks
      </h2>
      <p className="mt-1 max-w-prose text-small text-ink-soft">
        A network reads the numbers of one encoder. Trained now, it comes to serve together with this one and nobody
        waits; otherwise training starts with the change, and until it ends the last ranking stays.
      </p>
      <ul className="mt-3 border-b border-line">
        {outlooks.map((one) => (
          <li
            key={one.head}
            aria-label={headWords[one.head].name}
            className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line py-3"
          >
            <span className="min-w-56 flex-1">
              <span className="block font-medium">{headWords[one.head].name}</span>
              <span className="tabular block text-small text-ink-soft">
                <StateText outlook={one} />
              </span>
            </span>
            {one.state === "untrained" && <Button onClick={() => onTrain(one.head)}>Train it now</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function StateText({
  outlook: { state, championNumber, versionNumber, headline, headlineName },
}: {
  outlook: HeadOutlook;
}) {
  if (state === "untrained")
    return `v${championNumber} serves now and stays behind; none is trained for the new one yet.`;
  if (state === "learning")
    return (
      <>
        Is being trained;{" "}
        <Link href="/training" className="underline underline-offset-4">
          Training
        </Link>{" "}
        shows how far it is.
      </>
    );
  return `v${versionNumber} takes over from v${championNumber}.${headline ? ` ${headlineName}: ${figureText(headline)}.` : ""}`;
}
