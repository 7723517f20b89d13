"use client";
import clsx from "clsx";
import { useRouter } from "next/navigation";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { RuleCard } from "@/lib/flags/catalogue-rules/schema";
import { useUndoRule } from "../rule/use-undo-rule";
import { RuleChangesList } from "./rule-changes-list";

type Props = { rule: RuleCard; canUndo: boolean; now: number };

/** One rule: what it says, what it did, who made it when, and the way back. */
export function RuleItem({ rule, canUndo, now }: Props) {
  const router = useRouter();
  const { undo, isBusy, failure } = useUndoRule(rule.id, () => router.refresh());
  const { name, undone, by, at, fixed } = rule;
  return (
    <li className="py-5" data-rule={rule.id}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 className={clsx("text-lead font-semibold text-pretty", undone && "text-ink-soft line-through")}>
            {name}
          </h2>
          <p className="mt-1">{saysWords(rule)}</p>
          <p className="mt-1 text-small text-ink-soft">
            {by}, <TimeAgo at={at} now={now} />
            {undone && (
              <>
                {" · "}undone by {undone.by}, <TimeAgo at={undone.at} now={now} />
              </>
            )}
          </p>
        </div>
        {!undone && canUndo && (
          <Button onClick={undo} disabled={isBusy} aria-label={`Undo the rule ${name}`}>
            {isBusy ? "Undoing" : "Undo"}
          </Button>
        )}
      </div>
      <p className="tabular mt-3 text-small text-ink-soft">{didWords(rule)}</p>
      {failure && (
        <div className="mt-3">
          <Notice>{failure}</Notice>
        </div>
      )}
      {fixed > 0 && <RuleChangesList ruleId={rule.id} total={fixed} />}
    </li>
  );
}

/** What it says, where its name does not say so already, and what it does with what comes in later. */
function saysWords({ name, conditions, says, category, mode }: RuleCard): string {
  const words = `${conditions.join(" and ")}: ${says === "belongs" ? "belongs in" : "never"} ${category.name}`;
  const isNamed = words.toLowerCase() === name.toLowerCase();
  const sentence = isNamed ? "" : `${words.charAt(0).toUpperCase()}${words.slice(1)}. `;
  if (says === "never") return `${sentence}What is filed there is flagged.`;
  return `${sentence}Later imports are ${mode === "fix" ? "filed at once" : "flagged for a look"}.`;
}

function didWords({ fixed, standing, flags, says }: RuleCard): string {
  const parts = [
    says === "belongs" && `${counted(fixed, "product")} filed anew`,
    fixed > standing && `${counted(standing, "one stands", "stand")} of those`,
    `${counted(flags, "flag")} settled`,
  ].filter(Boolean);
  return parts.join(" · ");
}
