"use client";
import { useMemo, useRef, useState } from "react";
import { v4 as uuid } from "uuid";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { AmbiguousPair } from "@/lib/flags/answers/schema";
import type { MadeRule, RuleDraft } from "@/lib/flags/catalogue-rules/schema";
import { MadeNote } from "../rule/made-note";
import { PreviewPanel } from "../rule/preview-panel";
import { usePreview } from "../rule/use-preview";

type Props = { pair: AmbiguousPair | null; onClose: (hasChanged: boolean) => void };

/** Makes one category of two: a rule that whatever is filed under the one belongs in the other. */
export function MergeDialog({ pair, onClose }: Props) {
  const hasChanged = useRef(false);
  const close = () => {
    onClose(hasChanged.current);
    hasChanged.current = false;
  };
  const onDone = () => {
    hasChanged.current = true;
  };
  const title = pair ? `Make one of ${pair.first.name} and ${pair.second.name}` : "";
  return (
    <Dialog title={title} isOpen={pair !== null} onClose={close} className="my-auto max-h-[calc(100dvh-2rem)]">
      {pair && <Merge pair={pair} onClose={close} onDone={onDone} />}
    </Dialog>
  );
}

function Merge({ pair, onClose, onDone }: { pair: AmbiguousPair; onClose: () => void; onDone: () => void }) {
  const { first, second } = pair;
  const [isFirstKept, setIsFirstKept] = useState(first.products >= second.products);
  const [failure, setFailure] = useState<string | null>(null);
  const [made, setMade] = useState<MadeRule | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [kept, gone] = isFirstKept ? [first, second] : [second, first];
  const draft: RuleDraft = {
    says: "belongs",
    categoryId: kept.id,
    conditions: [{ about: "category", categoryIds: [gone.id] }],
  };
  const preview = usePreview(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id belongs to the direction: posted twice it is one rule.
  const id = useMemo(() => uuid(), [isFirstKept]);
  const make = async () => {
    setIsBusy(true);
    const name = `Filed under ${gone.name}: belongs in ${kept.name}`;
    const answer = await call<MadeRule>("/api/rules", { body: { ...draft, id, name, mode: "fix" } });
    setIsBusy(false);
    if (!answer.ok) return setFailure(answer.sentence);
    onDone();
    setMade(answer.value);
  };
  if (made) return <MadeNote made={made} onClose={onClose} onUndone={onDone} />;
  return (
    <div className="space-y-5 px-6 pt-3 pb-6">
      <fieldset>
        <legend className="text-small text-ink-soft">Which one stays</legend>
        {[first, second].map((category) => (
          <label key={category.id} className="flex min-h-9 cursor-pointer items-center gap-2">
            <input
              type="radio"
              name="kept"
              checked={category === kept}
              onChange={() => setIsFirstKept(category === first)}
              className="size-4 accent-(--accent)"
            />
            {category.name} <span className="text-small text-ink-soft">{counted(category.products, "product")}</span>
          </label>
        ))}
      </fieldset>
      <PreviewPanel {...preview} says="belongs" category={kept.name} isEmpty={false} />
      {failure && <Notice>{failure}</Notice>}
      <div className="flex justify-end gap-3">
        <Button kind="plain" onClick={onClose}>
          Not now
        </Button>
        <Button kind="primary" onClick={make} disabled={isBusy || preview.isStale || !preview.answer?.ok}>
          {isBusy ? "Merging" : `Merge into ${kept.name}`}
        </Button>
      </div>
    </div>
  );
}
