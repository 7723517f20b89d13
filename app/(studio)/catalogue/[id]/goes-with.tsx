import { percent } from "@/app/_ui/figures";
import type { Partners } from "@/lib/recommend/schema";
import { RelatedList } from "./related-list";
import { Section } from "./section";

/** What the network that serves would put with it; honest about who says so and when it has not been asked. */
export function GoesWith({ partners }: { partners: Partners }) {
  const note = partners.state === "none-serves" ? undefined : `By compatibility v${partners.version}`;
  return (
    <Section title="Goes with" note={note}>
      {partners.state === "none-serves" && (
        <p className="text-ink-soft">No network is trained yet. Judged pairs teach the first one.</p>
      )}
      {partners.state === "not-yet" && (
        <p className="text-ink-soft">
          v{partners.version} has not been asked about it yet; the worker asks after every new ranking.
        </p>
      )}
      {partners.state === "scored" && partners.partners.length === 0 && (
        <p className="text-ink-soft">Nothing that is on sale goes with it.</p>
      )}
      {partners.state === "scored" && (
        <RelatedList
          items={partners.partners.map(({ product, score }) => ({
            product,
            note: [percent(score), product.category?.name].filter(Boolean).join(" · "),
          }))}
        />
      )}
    </Section>
  );
}
