"use client";
import { useState, useTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { type DemoAnswer, removeDemoAction } from "./actions";

/** Whether the demo is here; takes it out after asking once, and says what went. */
export function DemoHouse({ isThere }: { isThere: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  const [answer, setAnswer] = useState<DemoAnswer | null>(null);
  const [isBusy, start] = useTransition();
  const remove = () =>
    start(async () => {
      setAnswer(await removeDemoAction());
      setIsAsking(false);
    });
  return (
    <div className="mt-2 space-y-4">
      <p className="text-ink-soft">
        {isThere
          ? "Drawn garments, their outfits, labels, networks and people. What you have imported beside them stays."
          : "The demo is not in this workspace; everything here is your own."}
      </p>
      {answer && "failure" in answer && <Notice>{answer.failure}</Notice>}
      {answer && "removed" in answer && (
        <p role="status">
          Gone: {counted(answer.removed.products, "product")}, {counted(answer.removed.outfits, "outfit")} and{" "}
          {counted(answer.removed.users, "demo account")}.
        </p>
      )}
      {isThere && <Button onClick={() => setIsAsking(true)}>Remove the demo…</Button>}
      <Dialog title="Remove the demo house?" isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <Confirmation isBusy={isBusy} onKeep={() => setIsAsking(false)} onRemove={remove} />
      </Dialog>
    </div>
  );
}

function Confirmation({ isBusy, onKeep, onRemove }: { isBusy: boolean; onKeep: () => void; onRemove: () => void }) {
  return (
    <div className="px-6 pt-2 pb-6">
      <p className="text-ink-soft">
        Its products, labels and versions are deleted for good and its accounts are closed. You stay signed in.
      </p>
      <div className="mt-5 flex justify-end gap-3">
        <Button kind="plain" onClick={onKeep}>
          Keep it
        </Button>
        <Button kind="primary" disabled={isBusy} onClick={onRemove}>
          {isBusy ? "Removing" : "Remove the demo"}
        </Button>
      </div>
    </div>
  );
}
