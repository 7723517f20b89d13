"use client";
import { useEffect, useRef, useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import type { CategoryNode } from "@/lib/catalogue/schema";
import type { MadeRule, RuleProposals } from "@/lib/flags/catalogue-rules/schema";
import { MadeNote } from "./made-note";
import { RuleForm } from "./rule-form";

export type RuleSource = { flagId: string };
type Props = {
  /** The flag that the rule begins from, with the flags like it; null: closed. */
  source: RuleSource | null;
  onClose: () => void;
  /** Told when it closes after a rule was made or undone: flags have been settled or are open again, so leases are to be
   *  asked for anew. */
  onChanged: () => void;
};
type Read = { proposals: RuleProposals; categories: CategoryNode[] };

/** One decision for many: conditions proposed from what the flags like this one share, what the rule would do, and the
 *  rule once it is made. */
export function RuleDialog({ source, onClose, onChanged }: Props) {
  const hasChanged = useRef(false);
  const close = () => {
    onClose();
    if (hasChanged.current) onChanged();
    hasChanged.current = false;
  };
  const onDone = () => {
    hasChanged.current = true;
  };
  return (
    <Dialog
      title="Make a rule from this"
      isOpen={source !== null}
      onClose={close}
      className="my-auto max-h-[calc(100dvh-2rem)] w-[min(66rem,calc(100vw-2rem))]!"
    >
      {source && <Steps key={source.flagId} flagId={source.flagId} onClose={close} onDone={onDone} />}
    </Dialog>
  );
}

function Steps({ flagId, onClose, onDone }: { flagId: string; onClose: () => void; onDone: () => void }) {
  const [read, setRead] = useState<Answer<Read> | null>(null);
  const [made, setMade] = useState<MadeRule | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void readAll(flagId).then((answer) => isCurrent && setRead(answer));
    return () => {
      isCurrent = false;
    };
  }, [flagId]);
  if (made) return <MadeNote made={made} onClose={onClose} onUndone={onDone} />;
  if (!read) return <Skeleton className="m-6 h-96" />;
  if (!read.ok)
    return (
      <div className="p-6">
        <Notice>{read.sentence}</Notice>
      </div>
    );
  return (
    <RuleForm
      {...read.value}
      onClose={onClose}
      onMade={(rule) => {
        setMade(rule);
        onDone();
      }}
    />
  );
}

async function readAll(flagId: string): Promise<Answer<Read>> {
  const [proposals, tree] = await Promise.all([
    call<RuleProposals>(`/api/rules/proposals?flagId=${flagId}`),
    call<{ categories: CategoryNode[] }>("/api/catalogue/categories"),
  ]);
  if (!proposals.ok) return proposals;
  if (!tree.ok) return tree;
  const categories = tree.value.categories.filter(({ isTarget }) => isTarget);
  return { ok: true, value: { proposals: proposals.value, categories } };
}
