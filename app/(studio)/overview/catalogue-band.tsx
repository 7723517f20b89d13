import { count } from "@/app/_ui/figures";
import type { ErrorRate, Overview } from "@/lib/insights/schema";
import { ErrorRateNote } from "../_bench/error-rate-note";
import { Band, Stat } from "./band";

type Props = { catalogue: Overview["catalogue"]; errorRate: ErrorRate | null };

/** What there is to work with, and what has been put right. */
export function CatalogueBand({ catalogue, errorRate }: Props) {
  const { products, outfits, photos, brokenPhotos, openFlags, fixes } = catalogue;
  return (
    <Band question="What are we working on?">
      <dl className="grid gap-6 sm:grid-cols-3 lg:grid-cols-5">
        <Stat name="Products" value={count(products)} />
        <Stat name="Outfits" value={count(outfits)} />
        <Stat
          name="Photos"
          value={count(photos)}
          note={brokenPhotos > 0 ? `${count(brokenPhotos)} can't be read` : undefined}
        />
        <Stat name="Open flags" value={count(openFlags)} />
        <Stat name="Corrections made" value={count(fixes)} />
      </dl>
      <ErrorRateNote errorRate={errorRate} className="mt-6" />
    </Band>
  );
}
