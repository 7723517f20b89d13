"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { AssignableThings, Assigned, Assignee, Group } from "@/lib/assignments/schema";
import { AssignedList } from "./assigned-list";
import { GroupDialog } from "./group-dialog";
import { GroupList } from "./group-list";
import { ScopeDialog } from "./scope-dialog";

export type Colleague = { id: string; name: string };
type Props = {
  assigned: Assigned[];
  unasked: { pairs: number; flags: number };
  groups: Group[];
  things: AssignableThings;
  people: Colleague[];
};
type Open = { kind: "group"; group: Group | null } | { kind: "scope"; assignee: Assignee | null };

/** Who is asked about what: assignments first, the groups that they can go to below. */
export function AssignmentScreen({ assigned, unasked, groups, things, people }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const isUnasked = unasked.pairs + unasked.flags > 0;
  return (
    <div className="mx-auto w-full max-w-4xl space-y-12 px-4 py-8 sm:px-8">
      <section>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
          <div className="min-w-64 flex-1">
            <h1>Assignment</h1>
            <p className="mt-1 max-w-prose text-ink-soft">
              Whoever has something assigned is asked about that and nothing else; of a pair one of the two garments is
              enough. Everyone else is asked about everything.
            </p>
          </div>
          <Button kind="primary" onClick={() => setOpen({ kind: "scope", assignee: null })}>
            Assign…
          </Button>
        </div>
        {isUnasked && (
          <div className="mt-5">
            <Notice>
              Nobody is asked about {counted(unasked.pairs, "open pair")} and {counted(unasked.flags, "open flag")}: all
              who could judge them have something else assigned. Random checks among them stay unanswered, so figures
              from the random slice leave them out.
            </Notice>
          </div>
        )}
        <AssignedList assigned={assigned} onOpen={(assignee) => setOpen({ kind: "scope", assignee })} />
      </section>
      <GroupList groups={groups} onOpen={(group) => setOpen({ kind: "group", group })} />
      {open?.kind === "group" && <GroupDialog group={open.group} people={people} onClose={close} />}
      {open?.kind === "scope" && (
        <ScopeDialog
          assignee={open.assignee}
          assigned={assigned}
          groups={groups}
          people={people}
          things={things}
          onClose={close}
        />
      )}
    </div>
  );
}
