"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import type { SettledPair } from "@/lib/labels/adjudication/schema";
import { verdictWords } from "../../pairs/verdict-words";

type Props = { pair: SettledPair | null; onClose: () => void; onMade: (pairId: string) => void };

/** Makes a settled pair gold, with the explanation that people read after answering it. */
export function GoldDialog({ pair, onClose, onMade }: Props) {
  return (
    <Dialog title="Make this pair gold" isOpen={pair !== null} onClose={onClose}>
      {pair && <GoldForm pair={pair} onClose={onClose} onMade={onMade} />}
    </Dialog>
  );
}

function GoldForm({ pair, onClose, onMade }: Props & { pair: SettledPair }) {
  const [explanation, setExplanation] = useState(pair.note ?? "");
  const [inPractice, setInPractice] = useState(true);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const make = async () => {
    setIsBusy(true);
    const body = { pairId: pair.pairId, verdict: pair.verdict, explanation, inPractice };
    const answer = await call("/api/gold/make", { body });
    setIsBusy(false);
    if (!answer.ok) return setFailure(answer.sentence);
    onMade(pair.pairId);
    onClose();
  };
  return (
    <form
      className="space-y-4 px-6 pt-2 pb-6"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <p className="text-pretty text-ink-soft">
        {pair.anchor.title} with {pair.candidate.title}: {verdictWords[pair.verdict].toLowerCase()}. It will check
        people, and train the network no more.
      </p>
      <label className="block">
        <span className="font-medium">Why, in a sentence or two</span>
        <textarea
          required
          minLength={3}
          maxLength={1_000}
          rows={3}
          value={explanation}
          onChange={(event) => setExplanation(event.target.value)}
          className="mt-1 block w-full rounded-md border border-edge bg-raised px-3 py-2"
        />
      </label>
      <label className="flex items-center gap-3">
        <input
          type="checkbox"
          checked={inPractice}
          onChange={(event) => setInPractice(event.target.checked)}
          className="size-4 accent-accent"
        />
        For beginners to practise on, too
      </label>
      {failure && <Notice>{failure}</Notice>}
      <div className="flex justify-end gap-3">
        <Button kind="plain" onClick={onClose}>
          Leave it
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy}>
          {isBusy ? "Saving" : "Make it gold"}
        </Button>
      </div>
    </form>
  );
}
