import type { PhotoFlag } from "@/lib/flags/schema";
import { GarmentDetails } from "../_garments/garment-details";
import { Reasons, Section, ThumbRow } from "./evidence-parts";

const othersTitle = {
  shared: "The same photo stands at",
  "out-of-place": "Its nearest look-alikes",
  missing: "",
  unreadable: "",
} as const;

/** What is wrong with the photo, beside what the data say the garment is. */
export function PhotoEvidence({ flag }: { flag: PhotoFlag }) {
  return (
    <div className="space-y-6">
      <Reasons reasons={flag.evidence.reasons} />
      {flag.others.length > 0 && (
        <Section title={othersTitle[flag.fault]}>
          <ThumbRow
            products={flag.others}
            captionOf={({ category }) => ({
              text: category?.name ?? "none",
              isProposed: category?.id === flag.product.category?.id,
            })}
          />
        </Section>
      )}
      <Section title="What its data say">
        <GarmentDetails product={flag.product} />
      </Section>
    </div>
  );
}
