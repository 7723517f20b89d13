import Link from "next/link";
import { counted } from "@/app/_ui/figures";
import type { Quality } from "@/lib/insights/quality/schema";
import { Band, Stat } from "../band";
import { coefficientStat, shareStat } from "../figure-words";
import { NobodyCounts } from "../nobody-counts";
import { OverviewSubpage } from "../subpage";
import { Drift } from "./drift";
import { People } from "./people";
import { Unclear } from "./unclear";

type Props = { quality: Quality; maySwitch: boolean; now: number };

const link = "font-medium text-accent underline underline-offset-4";

/** Do we agree, where do we not, does that move, and how much does whose answer weigh. */
export function QualityScreen({ quality, maySwitch, now }: Props) {
  const { alpha, pairwise, selfConsistency, gold, disagreements } = quality;
  return (
    <OverviewSubpage
      title="Quality"
      says="How far people agree with each other, with themselves and with the house. Every figure has its 95 % interval and what it rests on."
    >
      <NobodyCounts countedUntil={quality.countedUntil} now={now} />
      <Band question="Do we agree?">
        <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
          <Stat name="Krippendorff's alpha" {...coefficientStat(alpha, "pair", "needs second opinions")} />
          <Stat name="Two people say the same" {...shareStat(pairwise, "pair", "needs second opinions")} />
          <Stat name="With oneself, sides swapped" {...shareStat(selfConsistency, "repeat", "needs repeats")} />
          <Stat name="With the agreed answers" {...shareStat(gold, "answer", "needs gold")} />
        </dl>
        <p className="mt-4 max-w-prose text-small text-ink-soft">
          Alpha is 1 where all agree and 0 where answers are as good as drawn: it takes off what two people would agree
          on by chance. From .8 on, answers are usually relied upon; below .67 not even tentatively.
        </p>
        <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2">
          <Link href="/overview/disagreements" className={link}>
            {disagreements === 0
              ? "No disagreement waits"
              : `${counted(disagreements, "disagreement waits", "disagreements wait")} to be settled`}
          </Link>
          <Link href="/settings/queue" className={link}>
            How much is checked
          </Link>
        </p>
      </Band>
      <Unclear categories={quality.categories} reasons={quality.reasons} />
      <Drift weeks={quality.weeks} />
      <People quality={quality} maySwitch={maySwitch} />
    </OverviewSubpage>
  );
}
