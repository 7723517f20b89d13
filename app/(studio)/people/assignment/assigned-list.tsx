"use client";
import { count, counted } from "@/app/_ui/figures";
import type { Assigned, Assignee } from "@/lib/assignments/schema";
import { idOf, scopeWords } from "./scope-words";

/** Each person and group with something assigned, and how much of it is open. */
export function AssignedList({ assigned, onOpen }: { assigned: Assigned[]; onOpen: (assignee: Assignee) => void }) {
  if (assigned.length === 0)
    return <p className="mt-8 text-ink-soft">Nothing is assigned: everyone is asked about everything.</p>;
  return (
    <ul className="mt-8 border-b border-line">
      {assigned.map(({ assignee, name, people, scope, open }) => (
        <li key={idOf(assignee)} className="flex flex-wrap items-center gap-x-6 gap-y-1 border-t border-line py-3">
          <div className="w-44">
            <p className="font-medium">{name}</p>
            {"groupId" in assignee && <p className="text-small text-ink-soft">{counted(people, "person", "people")}</p>}
          </div>
          <p className="min-w-48 flex-1 text-pretty">{scopeWords(scope)}</p>
          <p className="tabular w-44 text-small text-ink-soft">
            {count(open.pairs)} pairs, {counted(open.flags, "flag")} open
          </p>
          <button
            type="button"
            aria-label={`Change what is asked of ${name}`}
            onClick={() => onOpen(assignee)}
            className="min-h-9 rounded-md px-3 text-ink-soft hover:bg-sunken hover:text-ink"
          >
            Change…
          </button>
        </li>
      ))}
    </ul>
  );
}
