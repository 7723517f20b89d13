import Link from "next/link";
import { count, counted, decimal, percent } from "@/app/_ui/figures";
import type { Overview } from "@/lib/insights/schema";
import type { Figure } from "@/lib/models/schema";
import { Band, Stat } from "./band";

const share = ({ value }: Figure) => percent(value);
const shareNote = ({ lower, upper, n }: Figure, what: string) =>
  `${percent(lower)} to ${percent(upper)}, ${counted(n, what)}`;

/** Do we agree? With each other, with ourselves, with the house; each figure with its 95 % interval. */
export function AgreementBand({ agreement }: { agreement: Overview["agreement"] }) {
  const { interAnnotator, selfConsistency, gold, notChosen, disagreements } = agreement;
  return (
    <Band question="Do we agree?">
      <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
        <Stat
          name="With each other (Krippendorff's alpha)"
          value={interAnnotator ? decimal(interAnnotator.value) : "not known yet"}
          note={
            interAnnotator
              ? `${decimal(interAnnotator.lower)} to ${decimal(interAnnotator.upper)}, ${counted(interAnnotator.n, "pair")}`
              : "needs second opinions"
          }
        />
        <Stat
          name="With oneself, some time later"
          value={selfConsistency ? share(selfConsistency) : "not known yet"}
          note={selfConsistency ? shareNote(selfConsistency, "repeat") : "needs repeats"}
        />
        <Stat
          name="With the agreed answers"
          value={gold ? share(gold) : "not known yet"}
          note={gold ? shareNote(gold, "answer") : "needs gold"}
        />
        <Stat
          name="Left out of a set means clash"
          value={notChosen.clashing ? share(notChosen.clashing) : "not known yet"}
          note={
            notChosen.clashing
              ? `${shareNote(notChosen.clashing, "pair")}; trains at ${percent(notChosen.weight)}`
              : `trains at an assumed ${percent(notChosen.weight)}`
          }
        />
      </dl>
      <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2">
        <Link href="/overview/quality" className="font-medium text-accent underline underline-offset-4">
          More about quality
        </Link>
        <Link href="/overview/disagreements" className="font-medium text-accent underline underline-offset-4">
          {disagreements === 0
            ? "No disagreement waits"
            : `${count(disagreements)} ${disagreements === 1 ? "disagreement waits" : "disagreements wait"} to be settled`}
        </Link>
        <Link href="/settings/queue" className="text-ink-soft underline-offset-4 hover:text-ink hover:underline">
          How much is checked
        </Link>
      </p>
    </Band>
  );
}
