"use client";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonLook } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import type { PersonRow } from "@/lib/users/schema";
import { InviteDialog } from "./invite-dialog";
import { PersonDialog } from "./person-dialog";
import { PersonItem } from "./person-item";

type Props = { people: PersonRow[]; ownId: string; now: number };

/** Everyone who has an account: who may sign in, as what, and how one comes in. */
export function PeopleScreen({ people, ownId, now }: Props) {
  const [isInviting, setIsInviting] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const open = people.find(({ id }) => id === openId);
  const isIn = ({ state }: PersonRow) => state === "active" || state === "invited";
  const lists = [
    { title: null, rows: people.filter(isIn) },
    { title: "Closed accounts", rows: people.filter((person) => !isIn(person)) },
  ];
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-8 sm:px-8">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <div className="min-w-56 flex-1">
          <h1>People</h1>
          <p className="mt-1 text-ink-soft">{counted(lists[0]!.rows.length, "person", "people")} may sign in.</p>
        </div>
        <div className="flex flex-wrap gap-3">
          <Link href="/people/assignment" className={buttonLook("outline")}>
            Groups and assignment
          </Link>
          <Button kind="primary" onClick={() => setIsInviting(true)}>
            Invite…
          </Button>
        </div>
      </div>
      {lists.map(
        ({ title, rows }) =>
          rows.length > 0 && (
            <section key={title} aria-label={title ?? "Open accounts"} className="mt-8">
              {title && <h2 className="mb-3 text-lead font-semibold">{title}</h2>}
              <ul className="border-b border-line">
                {rows.map((person) => (
                  <PersonItem
                    key={person.id}
                    person={person}
                    isOwn={person.id === ownId}
                    now={now}
                    onOpen={() => setOpenId(person.id)}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
      <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
      {open && <PersonDialog key={open.id} person={open} isOwn={open.id === ownId} onClose={() => setOpenId(null)} />}
    </div>
  );
}
