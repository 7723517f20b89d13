"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { CategoryNode } from "@/lib/catalogue/schema";
import type { MadeRule, RulePreview, RuleProposals, RuleSays } from "@/lib/flags/catalogue-rules/schema";
import { ConditionList } from "./condition-list";
import { PreviewPanel } from "./preview-panel";
import { SaysFields } from "./says-fields";
import { usePreview } from "./use-preview";
import { useRuleDraft } from "./use-rule-draft";

type Props = {
  proposals: RuleProposals;
  categories: CategoryNode[];
  onClose: () => void;
  onMade: (rule: MadeRule) => void;
};

/** What the rule says on the left, what it would do on the right. */
export function RuleForm({ proposals, categories, onClose, onMade }: Props) {
  const draft = useRuleDraft(proposals, categories);
  const { says, categoryId, conditions } = draft.rule;
  const preview = usePreview({ says, categoryId, conditions });
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const seen = preview.answer?.ok && !preview.isStale ? preview.answer.value : null;
  const effect = seen ? effectOf(seen, says) : "";
  const canMake = seen !== null && seen.meets > 0 && draft.rule.name.trim() !== "" && !isBusy;
  const make = async () => {
    setIsBusy(true);
    const answer = await call<MadeRule>("/api/rules", { body: draft.rule });
    setIsBusy(false);
    if (answer.ok) onMade(answer.value);
    else setFailure(answer.sentence);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canMake) void make();
      }}
    >
      <div className="grid gap-x-10 gap-y-6 px-6 pt-3 pb-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="space-y-6">
          <ConditionList proposals={proposals} draft={draft} />
          <SaysFields proposals={proposals} categories={categories} draft={draft} />
        </div>
        <PreviewPanel
          {...preview}
          says={preview.of.says}
          category={categories.find(({ id }) => id === preview.of.categoryId)?.name ?? ""}
          isEmpty={conditions.length === 0}
        />
      </div>
      <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-raised px-6 py-4">
        {failure && (
          <div className="min-w-full">
            <Notice>{failure}</Notice>
          </div>
        )}
        <Button kind="plain" onClick={onClose}>
          Not now
        </Button>
        <Button
          kind="primary"
          type="submit"
          disabled={!canMake}
          aria-label={isBusy ? undefined : `Make the rule${effect}`}
        >
          {isBusy ? "Making it" : "Make the rule"}
          {!isBusy && effect && <span className="-ml-2 max-sm:hidden">{effect}</span>}
        </Button>
      </div>
    </form>
  );
}

function effectOf({ changes, flags }: RulePreview, says: RuleSays): string {
  const parts = [
    says === "belongs" && changes > 0 && `file ${counted(changes, "product")}`,
    flags > 0 && `settle ${counted(flags, "flag")}`,
  ].filter(Boolean);
  return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}
