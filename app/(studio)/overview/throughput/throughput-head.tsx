import Link from "next/link";
import { TimeAgo } from "@/app/_ui/time-ago";
import { WayUp } from "@/app/_ui/way-up";
import { PrintButton } from "./print-button";

type Props = { countedUntil: string | null; shown: string; timeZone: string; now: number };

export function ThroughputHead({ countedUntil, shown, timeZone, now }: Props) {
  return (
    <div>
      <WayUp to="/overview">Overview</WayUp>
      <div className="flex flex-wrap items-baseline justify-between gap-4">
        <h1>Throughput</h1>
        <span className="print:hidden">
          <PrintButton />
        </span>
      </div>
      <p className="mt-1 text-ink-soft">
        {shown}
        {countedUntil && (
          <>
            , counted <TimeAgo at={countedUntil} now={now} />
          </>
        )}
        . Days and hours are those of{" "}
        <Link href="/settings/training" className="underline underline-offset-2 hover:text-ink">
          {timeZone.replaceAll("_", " ")}
        </Link>
        .
      </p>
    </div>
  );
}
