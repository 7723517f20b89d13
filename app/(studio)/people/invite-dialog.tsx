"use client";
import { useState, useTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Choice, Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import type { Invitation } from "@/lib/users/schema";
import { invite } from "./actions";
import { LinkToPassOn } from "./link-to-pass-on";
import { roles, roleWords } from "./role-words";

/** Asks who comes in and as what; answers with a link for them. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [made, setMade] = useState<{ invitation: Invitation; name: string } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  const close = () => {
    setMade(null);
    setFailure(null);
    onClose();
  };
  const send = (form: FormData) =>
    start(async () => {
      const given = Object.fromEntries(form);
      const answer = await invite(given);
      setFailure(answer.ok ? null : answer.sentence);
      if (answer.ok) setMade({ invitation: answer.value, name: String(given.name) });
    });
  return (
    <Dialog title={made ? `${made.name} is invited` : "Invite somebody"} isOpen={isOpen} onClose={close}>
      <div className="px-6 pt-2 pb-6">
        {made ? (
          <>
            <LinkToPassOn {...made} />
            <div className="mt-5 flex justify-end">
              <Button kind="primary" onClick={close}>
                Done
              </Button>
            </div>
          </>
        ) : (
          <form action={send} className="space-y-4">
            {failure && <Notice>{failure}</Notice>}
            <Field label="Name" name="name" required maxLength={100} autoComplete="off" data-first />
            <Field label="E-mail" name="email" type="email" required autoComplete="off" />
            <Choice label="Role" name="role" defaultValue="stylist">
              {roles.map((role) => (
                <option key={role} value={role}>
                  {role}: {roleWords[role]}
                </option>
              ))}
            </Choice>
            <div className="flex justify-end gap-3 pt-1">
              <Button kind="plain" onClick={close}>
                Not now
              </Button>
              <Button type="submit" kind="primary" disabled={isBusy}>
                {isBusy ? "Making the link" : "Make a link"}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Dialog>
  );
}
