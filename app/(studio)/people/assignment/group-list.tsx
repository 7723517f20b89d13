"use client";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import type { Group } from "@/lib/assignments/schema";

/** The groups with who is in them. */
export function GroupList({ groups, onOpen }: { groups: Group[]; onOpen: (group: Group | null) => void }) {
  return (
    <section aria-labelledby="groups">
      <div className="flex items-center justify-between gap-4">
        <h2 id="groups" className="text-lead font-semibold">
          Groups
        </h2>
        <Button onClick={() => onOpen(null)}>Make a group…</Button>
      </div>
      {groups.length === 0 ? (
        <p className="mt-3 text-ink-soft">People who work on the same things: a team, a brand, an office.</p>
      ) : (
        <ul className="mt-4 border-b border-line">
          {groups.map((group) => (
            <li key={group.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 border-t border-line py-3">
              <div className="w-44">
                <p className="font-medium">{group.name}</p>
                <p className="text-small text-ink-soft">{counted(group.members.length, "person", "people")}</p>
              </div>
              <p className="min-w-48 flex-1 text-pretty">{group.members.map(({ name }) => name).join(", ")}</p>
              <button
                type="button"
                aria-label={`Change the group ${group.name}`}
                onClick={() => onOpen(group)}
                className="min-h-9 rounded-md px-3 text-ink-soft hover:bg-sunken hover:text-ink"
              >
                Change…
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
