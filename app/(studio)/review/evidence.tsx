import clsx from "clsx";
import type { ReactNode } from "react";
import { decimal, percent } from "@/app/_ui/figures";
import type { FlagTask } from "@/lib/queue/schema";
import { Thumb } from "../_garments/thumb";

/** Why the category looks wrong: reasons in words, likely categories, look-alikes, and the garment's other colours. */
export function Evidence({ task }: { task: FlagTask }) {
  const { reasons, neighbours, top, sameModel } = task.evidence;
  const agreeing = neighbours.filter(({ product }) => product.category?.id === task.proposed.id).length;
  return (
    <div className="space-y-6">
      {reasons.length > 0 && <p className="text-ink-soft">Raised by {reasons.join(", ")}.</p>}
      <Section title="What it looks like">
        <ul className="space-y-2">
          {top.map(({ category, probability }) => (
            <Likelihood
              key={category.id}
              name={category.name}
              probability={probability}
              role={category.id === task.given.id ? "given" : category.id === task.proposed.id ? "proposed" : null}
            />
          ))}
        </ul>
      </Section>
      <Section title={`Nearest look-alikes: ${agreeing} of ${neighbours.length} are ${task.proposed.name}`}>
        <ul className="grid grid-cols-4 gap-3 xl:grid-cols-8">
          {neighbours.map(({ product, cosine }) => (
            <li key={product.id} title={`${product.title}, similarity ${decimal(cosine)}`}>
              <Thumb product={product} className="aspect-[3/4]" />
              <CategoryName name={product.category?.name} isProposed={product.category?.id === task.proposed.id} />
            </li>
          ))}
        </ul>
      </Section>
      {sameModel.length > 0 && (
        <Section title="Other colours of this model">
          <ul className="flex flex-wrap gap-3">
            {sameModel.map((product) => (
              <li key={product.id} className="w-16">
                <Thumb product={product} className="aspect-[3/4]" />
                <CategoryName name={product.category?.name} isProposed={product.category?.id === task.proposed.id} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-2.5 font-medium">{title}</h2>
    {children}
  </section>
);

function CategoryName({ name, isProposed }: { name: string | undefined; isProposed: boolean }) {
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
      <span className="truncate">{name ?? "none"}</span>
    </p>
  );
}

function Likelihood({
  name,
  probability,
  role,
}: {
  name: string;
  probability: number;
  role: "given" | "proposed" | null;
}) {
  return (
    <li className="grid grid-cols-[minmax(0,11rem)_1fr_3.5rem] items-center gap-3">
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
  );
}
