"use client";
import { useState } from "react";
import { counted } from "@/app/_ui/figures";
import type { TableSample } from "@/lib/catalogue/import-jobs/schema";
import { type MappingDraft, type Role, roles, withRole } from "./mapping-draft";

type Props = { columns: TableSample["columns"]; draft: MappingDraft; onChange: (draft: MappingDraft) => void };

/** More rows than this make a page slow; the rest is a few letters away. */
const shownColumns = 100;

/** Each column beside some of its values, and what it is. */
export function MappingTable({ columns, draft, onChange }: Props) {
  const [words, setWords] = useState("");
  const found = columns.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  return (
    <section aria-label="Columns" className="mt-4">
      {columns.length > shownColumns && (
        <input
          type="search"
          aria-label="Find a column"
          placeholder="Find a column"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mb-3 min-h-9 w-full max-w-sm rounded-md border border-edge bg-raised px-3"
        />
      )}
      <ul>
        {found.slice(0, shownColumns).map((column) => (
          <ColumnLine key={column.name} column={column} draft={draft} onChange={onChange} />
        ))}
      </ul>
      {found.length > shownColumns && (
        <p className="mt-3 text-small text-ink-soft">
          And {counted(found.length - shownColumns, "more column")}; they are left out until you find them here.
        </p>
      )}
    </section>
  );
}

type LineProps = { column: TableSample["columns"][number]; draft: MappingDraft; onChange: Props["onChange"] };

function ColumnLine({ column: { name, values }, draft, onChange }: LineProps) {
  const role = draft.roles[name] ?? "nothing";
  const hasLabel = role === "attribute" || role === "level" || role === "target";
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-t border-line py-2.5 sm:grid-cols-[minmax(0,1fr)_13rem_11rem]">
      <div className="min-w-0">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-small text-ink-soft">{values.join(" · ") || "empty in the first rows"}</p>
      </div>
      <select
        aria-label={`What ${name} is`}
        value={role}
        onChange={(event) => onChange(withRole(draft, name, event.target.value as Role))}
        className="min-h-9 rounded-md border border-edge bg-raised px-2"
      >
        {Object.entries(roles).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
      {hasLabel ? (
        <input
          aria-label={`What people read for ${name}`}
          placeholder={name}
          value={draft.labels[name] ?? ""}
          onChange={(event) => onChange({ ...draft, labels: { ...draft.labels, [name]: event.target.value } })}
          className="min-h-9 min-w-0 rounded-md border border-edge bg-raised px-2 max-sm:w-full"
        />
      ) : (
        <span className="max-sm:hidden" />
      )}
    </li>
  );
}
