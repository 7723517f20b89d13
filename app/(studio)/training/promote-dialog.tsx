"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { headlineOf } from "@/lib/models/rules";
import type { VersionCard } from "@/lib/models/schema";
import { figureText, headWords } from "./words";

type Props = {
  version: VersionCard | null;
  serving: VersionCard | undefined;
  onClose: () => void;
  onPromote: (reason: string | undefined) => unknown;
};

/** Asks once more before a version serves, with both figures in sight. */
export function PromoteDialog({ version, serving, onClose, onPromote }: Props) {
  return (
    <Dialog title={version ? `Let v${version.number} serve?` : ""} isOpen={version !== null} onClose={onClose}>
      {version && <Confirmation version={version} serving={serving} onClose={onClose} onPromote={onPromote} />}
    </Dialog>
  );
}

function Confirmation({ version, serving, onClose, onPromote }: Props & { version: VersionCard }) {
  const [reason, setReason] = useState("");
  const asking = headlineOf(version.head, version.metrics);
  const now = serving ? headlineOf(version.head, serving.metrics) : null;
  const confirm = async () => {
    await onPromote(reason.trim() || undefined);
    onClose();
  };
  return (
    <div className="space-y-4 px-6 pt-2 pb-6">
      <p className="text-small text-ink-soft">{asking.headlineName}</p>
      <dl className="tabular space-y-1">
        <Line name={`v${version.number}`} text={asking.headline ? figureText(asking.headline) : "not measured"} />
        {serving && (
          <Line
            name={`v${serving.number}, serving now`}
            text={now?.headline ? figureText(now.headline) : "not measured"}
          />
        )}
      </dl>
      <p className="text-ink-soft">
        {headWords[version.head].name} will be ranked anew in the background; until that is done the old order holds.
        Nothing is lost: promote the old version to go back.
      </p>
      <label className="block text-small font-medium">
        Why (may stay empty)
        <input
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          className="mt-1.5 block w-full rounded-md border border-edge bg-transparent px-3 py-2 text-body font-normal"
        />
      </label>
      <div className="flex justify-end gap-3">
        <Button kind="plain" onClick={onClose}>
          Not now
        </Button>
        <Button kind="primary" onClick={confirm}>
          Promote v{version.number}
        </Button>
      </div>
    </div>
  );
}

const Line = ({ name, text }: { name: string; text: string }) => (
  <div className="flex justify-between gap-4 border-b border-line py-1.5">
    <dt>{name}</dt>
    <dd>{text}</dd>
  </div>
);
