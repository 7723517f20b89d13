import { TimeAgo } from "@/app/_ui/time-ago";
import type { ReportFlag } from "@/lib/flags/schema";
import { GarmentDetails } from "../_garments/garment-details";
import { Section, ThumbRow } from "./evidence-parts";

/** What the stylist said, with the garment that it was shown with, beside the product's own data. */
export function ReportEvidence({ flag }: { flag: ReportFlag }) {
  return (
    <div className="space-y-6">
      <Section title="What was said">
        {flag.note && <blockquote className="max-w-prose border-l-2 border-line pl-4">{flag.note}</blockquote>}
        <p className="text-ink-soft">
          {flag.note ? "" : "No note was left. "}
          While judging it with another garment, <TimeAgo at={flag.reportedAt} />.
        </p>
      </Section>
      {flag.other && (
        <Section title="It was shown with">
          <ThumbRow products={[flag.other]} />
        </Section>
      )}
      <Section title="What its data say">
        <GarmentDetails product={flag.product} />
      </Section>
    </div>
  );
}
