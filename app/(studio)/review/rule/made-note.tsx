"use client";
import Link from "next/link";
import { Button, buttonLook } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { MadeRule } from "@/lib/flags/catalogue-rules/schema";
import { useUndoRule } from "./use-undo-rule";

type Props = { made: MadeRule; onClose: () => void; onUndone: () => void };

/** The rule is made: what it did, and the way back. */
export function MadeNote({ made, onClose, onUndone }: Props) {
  const { undo, isBusy, isUndone, failure } = useUndoRule(made.id, onUndone);
  return (
    <div className="space-y-5 px-6 pt-3 pb-6">
      <p role="status" className="text-lead">
        {isUndone ? "Undone. Everything is filed as it was, and the flags are open again." : doneWords(made)}
      </p>
      {!isUndone && made.contradicted > 0 && (
        <p className="text-ink-soft">
          {counted(made.contradicted, "product was", "products were")} left alone: a reviewer has said otherwise.
        </p>
      )}
      {failure && <Notice>{failure}</Notice>}
      <div className="flex flex-wrap justify-end gap-3">
        <Link href="/review/rules" className={buttonLook("plain")}>
          All rules
        </Link>
        {!isUndone && (
          <Button onClick={undo} disabled={isBusy}>
            {isBusy ? "Undoing" : "Undo the rule"}
          </Button>
        )}
        <Button kind="primary" onClick={onClose}>
          Go on
        </Button>
      </div>
    </div>
  );
}

function doneWords({ name, changed, flags }: MadeRule): string {
  const parts = [
    changed > 0 && `${counted(changed, "product")} filed anew`,
    flags > 0 && `${counted(flags, "flag")} settled`,
  ].filter(Boolean);
  return `“${name}” holds from now on${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.`;
}
