"use client";
import { count, counted } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { ImportCard, ImportPlan } from "@/lib/catalogue/import-jobs/schema";
import { kindWords } from "../kind-words";

/** What bringing the file in would do, in numbers and samples. */
export function PlanView({ card, plan }: { card: ImportCard; plan: ImportPlan }) {
  const { samples } = plan;
  const what = kindWords[card.kind];
  return (
    <section aria-label="What would change" className="mt-8">
      <h2 className="text-lead font-semibold">What would change</h2>
      <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-5">
        <Figure name="New" n={plan.added} />
        <Figure name="Changed" n={plan.changed} />
        <Figure name="The same" n={plan.unchanged} />
        <Figure name="Rows refused" n={plan.refused} />
        {card.kind === "catalogue" && <Figure name="Delisted" n={plan.delisted} />}
      </dl>
      <p className="mt-4 text-small text-ink-soft">
        {counted(plan.rows, "row")} read; numbers are {what.many ?? `${what.one}s`}.
        {plan.missingPhotos > 0 &&
          ` ${counted(plan.missingPhotos, "photo is", "photos are")} named but not dropped: their products go in without.`}
        {plan.addresses > 0 && ` ${counted(plan.addresses, "photo", "photos")} would be fetched from the web.`}
        {plan.fields.length > 0 &&
          ` Changes are in ${plan.fields.map(({ field, products }) => `${field} (${count(products)})`).join(", ")}.`}
      </p>
      {plan.notes.length > 0 && (
        <ul className="mt-3 space-y-1 border-l-2 border-alert pl-3 text-small">
          {plan.notes.slice(0, 10).map((note) => (
            <li key={note} className="break-words">
              {note}
            </li>
          ))}
        </ul>
      )}
      {samples.changed.length > 0 && (
        <Samples title="Some that change">
          {samples.changed.map(({ id, title, changes }) => (
            <li key={id} className="border-t border-line py-2">
              <Garment id={id} title={title} />
              <ul className="text-small text-ink-soft">
                {changes.map(({ field, before, after }) => (
                  <li key={field} className="break-words">
                    {field}: <s>{before || "nothing"}</s> → <span className="text-ink">{after || "nothing"}</span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </Samples>
      )}
      <div className="grid gap-x-12 sm:grid-cols-2">
        {samples.added.length > 0 && <Names title="Some that are new" garments={samples.added} />}
        {samples.delisted.length > 0 && (
          <Names title="Some that leave the list: the file does not name them" garments={samples.delisted} />
        )}
      </div>
      {samples.refused.length > 0 && (
        <div className="mt-8">
          <div className="flex flex-wrap items-baseline justify-between gap-3">
            <h3 className="font-medium">Refused</h3>
            <RefusedLink id={card.id} />
          </div>
          <Table
            caption="Refused rows"
            columns={[
              { title: "Line", cell: ({ line }) => count(line), isNumber: true },
              { title: "Column", cell: ({ column }) => column ?? "" },
              { title: "Reason", cell: ({ reason }) => reason },
            ]}
            rows={samples.refused}
            keyOf={({ line, reason }) => `${line} ${reason}`}
          />
        </div>
      )}
    </section>
  );
}

/** The refused rows as they were, with the reason, as a file to repair. */
export const RefusedLink = ({ id }: { id: string }) => (
  <a href={`/api/imports/${id}/refused`} download className="text-small text-accent underline underline-offset-4">
    All refused rows as CSV
  </a>
);

export const Figure = ({ name, n }: { name: string; n: number }) => (
  <div>
    <dt className="text-small text-ink-faint">{name}</dt>
    <dd className="tabular text-lead font-semibold">{count(n)}</dd>
  </div>
);

const Samples = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div className="mt-8">
    <h3 className="mb-2 font-medium">{title}</h3>
    <ul>{children}</ul>
  </div>
);

const Names = ({ title, garments }: { title: string; garments: { id: string; title: string }[] }) => (
  <Samples title={title}>
    {garments.map(({ id, title: name }) => (
      <li key={id} className="border-t border-line py-1.5">
        <Garment id={id} title={name} />
      </li>
    ))}
  </Samples>
);

const Garment = ({ id, title }: { id: string; title: string }) => (
  <p className="min-w-0 break-words">
    {title} <span className="text-small text-ink-faint">{id}</span>
  </p>
);
