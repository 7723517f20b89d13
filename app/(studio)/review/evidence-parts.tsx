import clsx from "clsx";
import type { ReactNode } from "react";
import { percent } from "@/app/_ui/figures";
import type { ProductCard } from "@/lib/catalogue/schema";
import { Thumb } from "../_garments/thumb";

export const Section = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <section>
    <h2 className="mb-2.5 font-medium">{title}</h2>
    {children}
  </section>
);

/** What fired, one line each, the most telling first. */
export function Reasons({ reasons }: { reasons: string[] }) {
  if (reasons.length === 0) return null;
  return (
    <Section title="Why it was raised">
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-ink-soft">
        {reasons.map((reason) => (
          <li key={reason} className="flex items-baseline gap-2">
            <span aria-hidden className="size-1.5 shrink-0 -translate-y-0.5 rounded-full bg-accent" />
            {reason}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Caption = { text: string; isProposed: boolean };
type RowProps = { products: ProductCard[]; captionOf?: (product: ProductCard) => Caption; columns?: string };

/** Small photos side by side, each with what it is filed under. */
export function ThumbRow({ products, captionOf, columns = "grid-cols-4 xl:grid-cols-8" }: RowProps) {
  return (
    <ul className={clsx("grid gap-3", columns)}>
      {products.map((product) => {
        const caption = captionOf?.(product);
        return (
          <li key={product.id} title={product.title}>
            <Thumb product={product} className="aspect-[3/4]" />
            {caption && <CaptionLine {...caption} />}
          </li>
        );
      })}
    </ul>
  );
}

function CaptionLine({ text, isProposed }: Caption) {
  return (
    <p
      className={clsx(
        "mt-1 flex items-center gap-1 text-small leading-tight",
        isProposed ? "font-medium text-accent" : "text-ink-soft",
      )}
    >
      <span
        aria-hidden
        className={clsx("size-1.5 shrink-0 rounded-full border border-current", isProposed && "bg-current")}
      />
      <span className="truncate">{text}</span>
    </p>
  );
}

type Likely = { name: string; probability: number; role: "given" | "proposed" | null };

/** Calibrated probabilities as bars with their figures. */
export function Likelihoods({ rows }: { rows: Likely[] }) {
  return (
    <ul className="space-y-2">
      {rows.map(({ name, probability, role }) => (
        <li key={name} className="grid grid-cols-[minmax(0,11rem)_1fr_3.5rem] items-center gap-3">
          <span className="truncate">
            {name} {role && <span className="text-small text-ink-soft">{role}</span>}
          </span>
          <span aria-hidden className="h-1.5 rounded-full bg-sunken">
            <span
              className={clsx("block h-full rounded-full", role === "proposed" ? "bg-accent" : "bg-edge")}
              style={{ width: `${Math.max(1, probability * 100)}%` }}
            />
          </span>
          <span className="tabular text-right">{percent(probability)}</span>
        </li>
      ))}
    </ul>
  );
}

type ExamplesProps = { given: ProductCard[]; proposed: ProductCard[]; givenName: string; proposedName: string };

/** Six of each, to hold the garment against: what half of all flags can't be settled without. */
export function Examples({ given, proposed, givenName, proposedName }: ExamplesProps) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      {given.length > 0 && (
        <Section title={`${givenName} look like`}>
          <ThumbRow products={given} columns="grid-cols-6 gap-2" />
        </Section>
      )}
      {proposed.length > 0 && (
        <Section title={`${proposedName} look like`}>
          <ThumbRow products={proposed} columns="grid-cols-6 gap-2" />
        </Section>
      )}
    </div>
  );
}
