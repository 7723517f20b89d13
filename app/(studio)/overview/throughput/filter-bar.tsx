"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useOptimistic, useTransition } from "react";
import { searchOf } from "@/lib/insights/throughput/rules";
import {
  type Part,
  type Range,
  ranges,
  type ThroughputQuery,
  workKinds,
  workSources,
} from "@/lib/insights/throughput/schema";
import { Choice } from "./choice";
import { ToggleRow } from "./toggle-row";
import { grainWords, rangeWords, sourceWords, splitWords, workWords } from "./words";

type Props = {
  query: ThroughputQuery;
  /** The days that are shown. */
  from: string;
  to: string;
  groups: Part[];
  people: Part[];
  today: string;
};

/** What is shown: every choice stands in the address, so that it can be kept and sent. */
export function FilterBar({ query: stands, from, to, groups, people, today }: Props) {
  const router = useRouter();
  const [isBusy, start] = useTransition();
  // A choice shows at once; its figures follow.
  const [query, choose] = useOptimistic(stands);
  const change = (part: Partial<ThroughputQuery>) =>
    start(() => {
      const next = { ...query, ...part };
      choose(next);
      const search = searchOf(next);
      router.replace(search ? `/overview/throughput?${search}` : "/overview/throughput", { scroll: false });
    });
  const splits = Object.entries(splitWords).filter(
    ([key]) => (key !== "group" || groups.length > 0) && (key !== "person" || people.length > 0),
  );
  const isOwnDays = Boolean(query.from || query.to);
  return (
    <search aria-label="What is shown" aria-busy={isBusy} className="block space-y-3 print:hidden">
      <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
        <Choice
          name="Days"
          value={isOwnDays ? "" : query.range}
          options={[
            ...(isOwnDays ? [["", "As chosen"] as const] : []),
            ...ranges.map((one) => [one, rangeWords[one]] as const),
          ]}
          onChange={(range) => range && change({ range: range as Range, from: undefined, to: undefined })}
        />
        <DayField name="From" value={from} most={today} onChange={(day) => change({ from: day, to })} />
        <DayField name="To" value={to} most={today} onChange={(day) => change({ from, to: day })} />
        <Choice
          name="Bars"
          value={query.per ?? ""}
          options={[["", "As fits"], ...Object.entries(grainWords).map(([key, word]) => [key, `By ${word}`] as const)]}
          onChange={(per) => change({ per: (per || undefined) as ThroughputQuery["per"] })}
        />
        <Choice
          name="Split by"
          value={query.split}
          options={splits}
          onChange={(split) => change({ split: split as ThroughputQuery["split"] })}
        />
        {groups.length > 0 && (
          <Choice
            name="Group"
            value={query.group ?? ""}
            options={[["", "Everyone"], ...groups.map(({ key, name }) => [key, name] as const)]}
            onChange={(group) => change({ group: group || undefined, person: undefined })}
          />
        )}
        {people.length > 0 && (
          <Choice
            name="Person"
            value={query.person ?? ""}
            options={[["", "Everyone"], ...people.map(({ key, name }) => [key, name] as const)]}
            onChange={(person) => change({ person: person || undefined, group: undefined })}
          />
        )}
      </div>
      <ToggleRow
        name="Kinds of work"
        all={workKinds}
        words={workWords}
        chosen={query.work}
        onChange={(work) => change({ work })}
      />
      <ToggleRow
        name="Sources"
        all={workSources}
        words={sourceWords}
        chosen={query.source}
        onChange={(source) => change({ source })}
      />
    </search>
  );
}

type DayProps = { name: ReactNode; value: string; most: string; onChange: (day: string) => void };

const DayField = ({ name, value, most, onChange }: DayProps) => (
  <label className="text-small text-ink-soft">
    <span className="mb-1 block">{name}</span>
    <input
      type="date"
      value={value}
      max={most}
      onChange={({ target }) => target.value && onChange(target.value)}
      className="tabular min-h-9 rounded-md border border-edge bg-raised px-2 text-body text-ink"
    />
  </label>
);
