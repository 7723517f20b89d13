"use client";
import { useState } from "react";
import { Button, buttonLook } from "@/app/_ui/button";
import type { ActionAnswer } from "@/lib/http/action";
import type { PersonRow } from "@/lib/users/schema";
import { activate, deactivate, pseudonymise } from "./actions";

type Props = {
  person: PersonRow;
  isOwn: boolean;
  isBusy: boolean;
  onRun: <T>(work: Promise<ActionAnswer<T>>, done: (value: T) => void) => void;
  onClose: () => void;
};

/** Taking the record out, closing the account, and letting name and address go. */
export function AccountEnd({ person, isOwn, isBusy, onRun, onClose }: Props) {
  const [isSure, setIsSure] = useState(false);
  const { id: userId, state, name } = person;
  const given = { userId };
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <div className="flex flex-wrap gap-3">
        <a href={`/api/people/${userId}/record`} download="toile-record.json" className={buttonLook("outline")}>
          Download the record
        </a>
        {(state === "active" || state === "invited") && !isOwn && (
          <Button disabled={isBusy} onClick={() => onRun(deactivate(given), onClose)}>
            Deactivate
          </Button>
        )}
        {state === "disabled" && (
          <Button disabled={isBusy} onClick={() => onRun(activate(given), onClose)}>
            Activate again
          </Button>
        )}
        {state === "disabled" && !isSure && <Button onClick={() => setIsSure(true)}>Pseudonymise…</Button>}
      </div>
      {state === "disabled" && isSure && (
        <div className="border-l-2 border-alert bg-sunken px-4 py-3">
          <p>
            {name}’s name and address go for good, from the audit trail too. The answers stay, under a pseudonym. There
            is no way back.
          </p>
          <div className="mt-3 flex gap-3">
            <Button disabled={isBusy} onClick={() => onRun(pseudonymise(given), onClose)}>
              Pseudonymise for good
            </Button>
            <Button kind="plain" onClick={() => setIsSure(false)}>
              Keep the name
            </Button>
          </div>
        </div>
      )}
      <p className="text-small text-ink-soft">
        {isOwn
          ? "Your own account another admin has to close."
          : state === "disabled"
            ? "Nobody can sign in with this account. Its answers stay and count."
            : state === "pseudonymised"
              ? "The answers stay under this pseudonym."
              : "Deactivating signs the person out and revokes their API tokens at once; the answers stay and count."}
      </p>
    </div>
  );
}
