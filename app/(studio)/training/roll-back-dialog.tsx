"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { Head } from "@/lib/models/schema";
import { ReasonField } from "./reason-field";
import { headWords } from "./words";

export type BackTo = { head: Head; from: number; to: number };
type Props = { asked: BackTo | null; onClose: () => void; onRollBack: (reason: string) => unknown };

/** Asks why before the version that served earlier serves again. */
export function RollBackDialog({ asked, onClose, onRollBack }: Props) {
  const [reason, setReason] = useState("");
  const close = () => {
    setReason("");
    onClose();
  };
  return (
    <Dialog title={asked ? `Go back to v${asked.to}?` : ""} isOpen={asked !== null} onClose={close}>
      {asked && (
        <form
          className="space-y-4 px-6 pt-2 pb-6"
          onSubmit={async (event) => {
            event.preventDefault();
            await onRollBack(reason.trim());
            close();
          }}
        >
          <p className="text-ink-soft">
            v{asked.to} serves again at once, and {headWords[asked.head].name.toLowerCase()} is ranked anew in the
            background; until that is done the present order holds. v{asked.from} stays, and can be promoted again.
          </p>
          <ReasonField
            label={`What is wrong with v${asked.from}? Kept with the change`}
            value={reason}
            onChange={setReason}
          />
          <div className="flex justify-end gap-3">
            <Button kind="plain" onClick={close}>
              Not now
            </Button>
            <Button kind="primary" type="submit" disabled={reason.trim() === ""}>
              Go back to v{asked.to}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
