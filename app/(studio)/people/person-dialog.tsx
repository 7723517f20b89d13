"use client";
import { useState, useTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Choice, Field } from "@/app/_ui/field";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { ActionAnswer } from "@/lib/http/action";
import type { Invitation, PersonRow, Role } from "@/lib/users/schema";
import { AccountEnd } from "./account-end";
import { makeLink, rename, revokeTokens, setRole } from "./actions";
import { LinkToPassOn } from "./link-to-pass-on";
import { PersonTokens } from "./person-tokens";
import { roles, roleWords } from "./role-words";

type Props = { person: PersonRow; isOwn: boolean; onClose: () => void };

/** What can be changed about one account. Each change is stored at once. */
export function PersonDialog({ person, isOwn, onClose }: Props) {
  const [failure, setFailure] = useState<string | null>(null);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  const run = <T,>(work: Promise<ActionAnswer<T>>, done: (value: T) => void) =>
    start(async () => {
      const answer = await work;
      setFailure(answer.ok ? null : answer.sentence);
      setSaid(null);
      if (answer.ok) done(answer.value);
    });
  const { id: userId, name, state } = person;
  const isOpen = state === "active" || state === "invited";
  return (
    <Dialog title={name} isOpen onClose={onClose}>
      <div className="space-y-5 px-6 pt-2 pb-6">
        {failure && <Notice>{failure}</Notice>}
        {state !== "pseudonymised" && (
          <form
            className="flex items-end gap-3"
            action={(form) => run(rename({ userId, name: form.get("name") }), () => setSaid("Renamed."))}
          >
            <Field
              label="Name"
              name="name"
              defaultValue={name}
              required
              maxLength={100}
              className="flex-1"
              data-first
            />
            <Button type="submit" disabled={isBusy}>
              Rename
            </Button>
          </form>
        )}
        {isOpen && (
          <Choice
            label="Role"
            value={person.role}
            disabled={isBusy}
            onChange={(event) =>
              run(setRole({ userId, role: event.target.value as Role }), ({ role }) =>
                setSaid(`${name} is ${role} now.`),
              )
            }
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {role}: {roleWords[role]}
              </option>
            ))}
          </Choice>
        )}
        {isOpen &&
          (invitation ? (
            <LinkToPassOn invitation={invitation} name={name} />
          ) : (
            <div>
              <Button disabled={isBusy} onClick={() => run(makeLink({ userId }), setInvitation)}>
                {state === "invited" ? "Make a new invitation" : "Make a link for a new password"}
              </Button>
              {state === "active" && (
                <p className="mt-1 text-small text-ink-soft">The present password holds until the link is used.</p>
              )}
            </div>
          ))}
        {isOpen && (
          <PersonTokens
            tokens={person.tokens}
            isBusy={isBusy}
            onRevoke={() =>
              run(revokeTokens({ userId }), ({ revoked }) => setSaid(`${counted(revoked, "token")} revoked.`))
            }
          />
        )}
        <p role="status" className="text-small text-ink-soft">
          {said}
        </p>
        <AccountEnd person={person} isOwn={isOwn} isBusy={isBusy} onRun={run} onClose={onClose} />
      </div>
    </Dialog>
  );
}
