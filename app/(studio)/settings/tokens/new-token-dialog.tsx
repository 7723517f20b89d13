"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Dialog } from "@/app/_ui/dialog";
import type { MadeToken, NewToken, Scope } from "@/lib/tokens/schema";
import { NewTokenForm } from "./new-token-form";
import { ShownOnce } from "./shown-once";

type Props = { isOpen: boolean; grantable: Scope[]; onMade: (made: MadeToken) => void; onClose: () => void };

/** Asks what a token may do, and shows it once. */
export function NewTokenDialog({ isOpen, grantable, onMade, onClose }: Props) {
  const [made, setMade] = useState<MadeToken | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const make = async (wanted: NewToken) => {
    const answer = await call<MadeToken>("/api/tokens", { body: wanted });
    setFailure(answer.ok ? null : answer.sentence);
    if (!answer.ok) return;
    setMade(answer.value);
    onMade(answer.value);
  };
  const close = () => {
    setMade(null);
    setFailure(null);
    onClose();
  };
  return (
    <Dialog title={made ? "Keep it now" : "Make a token"} isOpen={isOpen} onClose={close}>
      {made ? (
        <ShownOnce secret={made.token} onClose={close}>
          This is the only time that the whole token is shown. Put it where its program reads it; only its beginning is
          listed from now on.
        </ShownOnce>
      ) : (
        <NewTokenForm grantable={grantable} failure={failure} onMake={make} onClose={close} />
      )}
    </Dialog>
  );
}
