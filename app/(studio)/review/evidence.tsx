import type { AttributeFlag, BlindFlag, CategoryFlag, FlagCard } from "@/lib/flags/schema";
import { DuplicateEvidence } from "./duplicate-evidence";
import { Examples, Likelihoods, Reasons, Section, ThumbRow } from "./evidence-parts";
import { valuesText } from "./flag-words";
import { PhotoEvidence } from "./photo-evidence";
import { ReportEvidence } from "./report-evidence";

/** What speaks for and against the flag, by its kind. */
export function Evidence({ flag }: { flag: FlagCard }) {
  switch (flag.kind) {
    case "category":
      return <CategoryEvidence flag={flag} />;
    case "blind":
      return <BlindEvidence flag={flag} />;
    case "attribute":
      return <AttributeEvidence flag={flag} />;
    case "photo":
      return <PhotoEvidence flag={flag} />;
    case "duplicate":
      return <DuplicateEvidence flag={flag} />;
    case "report":
      return <ReportEvidence flag={flag} />;
  }
}

function CategoryEvidence({ flag }: { flag: CategoryFlag }) {
  const { reasons, neighbours, top, sameModel, givenExamples, proposedExamples } = flag.evidence;
  const isProposed = (id: number | undefined) => id === flag.proposed.id;
  const agreeing = neighbours.filter(({ product }) => isProposed(product.category?.id)).length;
  const captionOf = ({ category }: { category: { id: number; name: string } | null }) => ({
    text: category?.name ?? "none",
    isProposed: isProposed(category?.id),
  });
  return (
    <div className="space-y-6">
      <Reasons reasons={reasons} />
      <Section title="What it looks like">
        <Likelihoods
          rows={top.map(({ category, probability }) => ({
            name: category.name,
            probability,
            role: category.id === flag.given.id ? "given" : isProposed(category.id) ? "proposed" : null,
          }))}
        />
      </Section>
      <Examples
        given={givenExamples}
        proposed={proposedExamples}
        givenName={flag.given.name}
        proposedName={flag.proposed.name}
      />
      <Section title={`Nearest look-alikes: ${agreeing} of ${neighbours.length} are ${flag.proposed.name}`}>
        <ThumbRow products={neighbours.map(({ product }) => product)} captionOf={captionOf} />
      </Section>
      {sameModel.length > 0 && (
        <Section title="Other colours of this model">
          <ThumbRow products={sameModel} captionOf={captionOf} />
        </Section>
      )}
    </div>
  );
}

/** The garment and its shelf, nothing that leans to one side. */
function BlindEvidence({ flag }: { flag: BlindFlag }) {
  const { givenExamples } = flag.evidence;
  return (
    <div className="space-y-6">
      <p className="max-w-prose text-ink-soft">
        Judge this one by itself. What the models think, and why it was asked, is there after your answer.
      </p>
      {givenExamples.length > 0 && (
        <Section title={`${flag.given.name} look like`}>
          <ThumbRow products={givenExamples} columns="grid-cols-3 sm:grid-cols-6 lg:grid-cols-3 xl:grid-cols-6" />
        </Section>
      )}
    </div>
  );
}

function AttributeEvidence({ flag }: { flag: AttributeFlag }) {
  const { reasons, sameModel, givenExamples, proposedExamples } = flag.evidence;
  const { name, label } = flag.attribute;
  const shown = (values: string[]) => valuesText(values, `no ${label.toLowerCase()}`);
  return (
    <div className="space-y-6">
      <Reasons reasons={reasons} />
      <Section title={`What the photo and the other columns say of its ${label.toLowerCase()}`}>
        <Likelihoods
          rows={[
            { name: shown(flag.proposed), probability: flag.proposedProbability, role: "proposed" as const },
            ...(flag.given.length > 0
              ? [{ name: shown(flag.given), probability: flag.givenProbability, role: "given" as const }]
              : []),
          ]}
        />
      </Section>
      <Examples
        given={givenExamples}
        proposed={proposedExamples}
        givenName={`Given as ${shown(flag.given)}, these`}
        proposedName={`Given as ${shown(flag.proposed)}, these`}
      />
      {sameModel.length > 0 && (
        <Section title="Other colours of this model">
          <ThumbRow
            products={sameModel}
            captionOf={({ attributes }) => {
              const values = attributes.find((attribute) => attribute.name === name)?.values ?? [];
              return { text: valuesText(values), isProposed: values[0] === flag.proposed[0] };
            }}
          />
        </Section>
      )}
    </div>
  );
}
