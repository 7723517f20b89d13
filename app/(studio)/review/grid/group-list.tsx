"use client";
import clsx from "clsx";
import { count } from "@/app/_ui/figures";
import type { FlagGroup } from "@/lib/flags/grid/schema";
import { flagKinds } from "@/lib/flags/schema";
import { groupId, groupWords, kindTitles } from "./group-words";

type Props = { groups: FlagGroup[]; open: string | null; onOpen: (id: string) => void };

/** What there is to settle, by kind, the dearest first. Beside the grid where there is room, else folded above it. */
export function GroupList(props: Props) {
  const open = props.groups.find((group) => groupId(group) === props.open);
  return (
    <>
      <nav
        aria-label="Groups of flags"
        className="max-lg:hidden lg:sticky lg:top-5 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto"
      >
        <Lists {...props} />
      </nav>
      <details className="group rounded-md border border-line lg:hidden">
        <summary className="flex min-h-11 items-center justify-between gap-4 px-4">
          <span className="truncate font-medium">{open ? groupWords(open).title : "Groups"}</span>
          <span className="shrink-0 text-small text-ink-soft">{count(props.groups.length)} groups</span>
        </summary>
        <div className="max-h-[60dvh] overflow-y-auto px-2 pb-3">
          <Lists {...props} />
        </div>
      </details>
    </>
  );
}

function Lists({ groups, open, onOpen }: Props) {
  return (
    <div className="space-y-5">
      {flagKinds.map((kind) => {
        const own = groups.filter((group) => group.kind === kind);
        if (own.length === 0) return null;
        return (
          <section key={kind}>
            <h2 className="px-2 pb-1 text-small text-ink-faint">{kindTitles[kind]}</h2>
            <ul>
              {own.map((group) => (
                <li key={groupId(group)}>
                  <Choice group={group} isOpen={groupId(group) === open} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Choice({ group, isOpen, onOpen }: { group: FlagGroup; isOpen: boolean; onOpen: (id: string) => void }) {
  return (
    <button
      type="button"
      aria-current={isOpen ? "true" : undefined}
      onClick={(event) => {
        event.currentTarget.closest("details")?.removeAttribute("open");
        onOpen(groupId(group));
      }}
      className={clsx(
        "flex min-h-9 w-full items-baseline justify-between gap-3 rounded-md px-2 py-1.5 text-left",
        isOpen ? "bg-accent-wash font-medium text-accent" : "hover:bg-sunken",
      )}
    >
      <span className="min-w-0">{groupWords(group).title}</span>
      <span className={clsx("tabular text-small", isOpen ? "text-accent" : "text-ink-soft")}>{count(group.count)}</span>
    </button>
  );
}
