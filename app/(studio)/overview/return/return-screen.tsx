import type { Return } from "@/lib/insights/return/schema";
import { NobodyCounts } from "../nobody-counts";
import { OverviewSubpage } from "../subpage";
import { CatalogueReturn } from "./catalogue-return";
import { LearningCurve } from "./learning-curve";
import { SlicesBand } from "./slices-band";

/** What the team's hours buy: a better network, and a cleaner catalogue. */
export function ReturnScreen({ found, now }: { found: Return; now: number }) {
  return (
    <OverviewSubpage
      title="Return"
      says="What the team's answers buy: how the network grows with them, how far it is to a target, and what has become of the catalogue's errors."
    >
      <NobodyCounts countedUntil={found.countedUntil} now={now} />
      <LearningCurve curve={found.curve} />
      <SlicesBand slices={found.slices} />
      <CatalogueReturn errorRate={found.errorRate} weeks={found.weeks} fixes={found.fixes} />
    </OverviewSubpage>
  );
}
