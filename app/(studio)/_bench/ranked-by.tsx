import { TimeAgo } from "@/app/_ui/time-ago";
import type { RankedBy } from "@/lib/queue/schema";

/** What put the queue into its order. */
export function RankedByLine({ rankedBy }: { rankedBy: RankedBy | null }) {
  if (!rankedBy || rankedBy.version === null) return <>no model yet: random order</>;
  return (
    <>
      ranked by v{rankedBy.version}, <TimeAgo at={rankedBy.at} />
    </>
  );
}
