"use client";
import { count, counted } from "@/app/_ui/figures";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { PersonRow } from "@/lib/users/schema";

type Props = { person: PersonRow; isOwn: boolean; now: number; onOpen: () => void };

/** One account: who, as what, in which groups, and when last seen at work. */
export function PersonItem({ person, isOwn, now, onOpen }: Props) {
  const { name, email, role, state, groups, answers, lastAnswerAt } = person;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 border-t border-line py-3">
      <div className="min-w-52 flex-1">
        <p className="font-medium">
          {name}
          {isOwn && <span className="font-normal text-ink-soft"> (you)</span>}
        </p>
        {state !== "pseudonymised" && <p className="text-small break-all text-ink-soft">{email}</p>}
      </div>
      <p className="w-24 first-letter:uppercase">{role}</p>
      <div className="w-56 text-small text-ink-soft">
        {state === "invited" ? (
          <p>{person.invitedUntil ? "Invited, no password yet" : "The invitation has run out"}</p>
        ) : (
          <p className="tabular">
            {counted(answers, "answer")}
            {lastAnswerAt && (
              <>
                , the last <TimeAgo at={lastAnswerAt} now={now} />
              </>
            )}
          </p>
        )}
        {groups.length > 0 && <p>{groups.join(", ")}</p>}
        {state === "pseudonymised" && <p>Name and address are gone</p>}
      </div>
      <button
        type="button"
        aria-label={`Change ${name}, ${role}, ${count(answers)} answers`}
        onClick={onOpen}
        className="min-h-9 rounded-md px-3 text-ink-soft hover:bg-sunken hover:text-ink"
      >
        Change…
      </button>
    </li>
  );
}
