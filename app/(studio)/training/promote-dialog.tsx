"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { findingOf, needsReason } from "@/lib/models/evaluation/rules";
import type { ComparedGate } from "@/lib/models/evaluation/schema";
import type { VersionCard } from "@/lib/models/schema";
import { FigureLines } from "./figure-lines";
import { GateTable } from "./gate-table";
import { ReasonField } from "./reason-field";
import { headWords } from "./words";

type Props = {
  version: VersionCard | null;
  serving: VersionCard | undefined;
  onClose: () => void;
  onPromote: (reason: string | undefined) => unknown;
};

/** Asks once more before a version serves, with what the gate found in sight. */
export function PromoteDialog({ version, serving, onClose, onPromote }: Props) {
  return (
    <Dialog
      title={version ? `Let v${version.number} serve?` : ""}
      isOpen={version !== null}
      onClose={onClose}
      className="w-[min(46rem,calc(100vw-2rem))]"
    >
      {version && <Confirmation version={version} serving={serving} onClose={onClose} onPromote={onPromote} />}
    </Dialog>
  );
}

function Confirmation({ version, serving, onClose, onPromote }: Props & { version: VersionCard }) {
  const [reason, setReason] = useState("");
  const gate = serving && version.gate?.againstId === serving.id ? version.gate : null;
  const isReasonNeeded = serving !== undefined && needsReason(gate);
  const confirm = async () => {
    await onPromote(reason.trim() || undefined);
    onClose();
  };
  return (
    <form
      className="space-y-4 px-6 pt-2 pb-6"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      {serving && <WhatTheGateSays version={version} serving={serving} gate={gate} />}
      <FigureLines version={version} serving={serving} />
      <p className="text-ink-soft">
        {headWords[version.head].name} will be ranked anew in the background; until that is done the old order holds.
        Nothing is lost: the version that served before is one button away.
      </p>
      <ReasonField
        label={isReasonNeeded ? "Why should it serve all the same? Kept with the change" : "Why (may stay empty)"}
        value={reason}
        onChange={setReason}
      />
      <div className="flex justify-end gap-3">
        <Button kind="plain" onClick={onClose}>
          Not now
        </Button>
        <Button kind="primary" type="submit" disabled={isReasonNeeded && reason.trim() === ""}>
          Promote v{version.number}
        </Button>
      </div>
    </form>
  );
}

type Said = { version: VersionCard; serving: VersionCard; gate: ComparedGate | null };

function WhatTheGateSays({ version, serving, gate }: Said) {
  const [asking, served] = [`v${version.number}`, `v${serving.number}`];
  if (!gate)
    return (
      <p>
        The gate has not compared {asking} with {served}, which serves now.
      </p>
    );
  const { finding, advice } = findingOf(version.head, served, gate);
  return (
    <>
      <p>
        {asking} {finding}. {gate.outcome !== "passes" && advice}
      </p>
      <div className="max-h-64 overflow-y-auto">
        <GateTable gate={gate} champion={served} challenger={asking} />
      </div>
    </>
  );
}
