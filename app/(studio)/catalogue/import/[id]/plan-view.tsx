"use client";
import clsx from "clsx";
import { count, counted } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { ImportCard, ImportPlan } from "@/lib/catalogue/import-jobs/schema";
import { kindWords } from "../kind-words";
import { ContactSheet, Garment, Samples } from "./plan-samples";
import { titleOf, verdictOf } from "./plan-words";
import { SamplePhoto } from "./sample-photo";

/** What bringing the file in would do, in numbers and samples. */
export function PlanView({ card, plan }: { card: ImportCard; plan: ImportPlan }) {
  const { samples } = plan;
  const what = kindWords[card.kind];
  return (
    <section aria-label="What would change" className="mt-8">
      <h2 className="text-lead font-semibold">What would change</h2>
      <p className="mt-2 max-w-prose text-lead text-pretty">{verdictOf(card.kind, plan)}</p>
      <dl className="mt-6 grid grid-cols-2 gap-x-8 gap-y-5 border-t border-line pt-5 sm:grid-cols-5">
        <Figure name="New" n={plan.added} />
        <Figure name="Changed" n={plan.changed} />
        <Figure name="The same" n={plan.unchanged} />
        <Figure name="Rows refused" n={plan.refused} />
        {card.kind === "catalogue" && <Figure name="Delisted" n={plan.delisted} />}
      </dl>
      <p className="mt-4 max-w-prose text-small text-pretty text-ink-soft">
        {counted(plan.rows, "row")} read; numbers are {what.many ?? `${what.one}s`}.
        {plan.missingPhotos > 0 &&
          ` ${counted(plan.missingPhotos, "photo is", "photos are")} named but not dropped: their products go in without.`}
        {plan.addresses > 0 && ` ${counted(plan.addresses, "photo", "photos")} would be fetched from the web.`}
      </p>
      {plan.fields.length > 0 && <ChangedFields fields={plan.fields} />}
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
        <Samples title={titleOf("that change", plan.changed, samples.changed.length)}>
          <ul className="grid gap-x-12 sm:grid-cols-2">
            {samples.changed.map(({ id, title, photo, changes }) => (
              <li key={id} className="flex gap-4 border-t border-line py-3">
                {card.kind === "catalogue" && <SamplePhoto photo={photo} className="w-16 self-start" />}
                <div className="min-w-0">
                  <Garment id={id} title={title} />
                  <ul className="mt-1 text-small text-ink-soft">
                    {changes.map(({ field, before, after }) => (
                      <li key={field} className="break-words">
                        {field}: <s>{before || "nothing"}</s> → <span className="text-ink">{after || "nothing"}</span>
                      </li>
                    ))}
                  </ul>
                </div>
              </li>
            ))}
          </ul>
        </Samples>
      )}
      {samples.added.length > 0 && (
        <ContactSheet title={titleOf("that are new", plan.added, samples.added.length)} garments={samples.added} />
      )}
      {samples.delisted.length > 0 && (
        <ContactSheet
          title={`${titleOf("that leave the list", plan.delisted, samples.delisted.length)}: the file does not name them`}
          garments={samples.delisted}
        />
      )}
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
    <dd className={clsx("tabular text-lead font-semibold", n === 0 && "text-ink-faint")}>{count(n)}</dd>
  </div>
);

/** In which fields products change, the most frequent first. */
const ChangedFields = ({ fields }: { fields: ImportPlan["fields"] }) => (
  <ul aria-label="In which fields" className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-small">
    {fields.map(({ field, products }) => (
      <li key={field}>
        {field} <span className="tabular text-ink-soft">{count(products)}</span>
      </li>
    ))}
  </ul>
);
