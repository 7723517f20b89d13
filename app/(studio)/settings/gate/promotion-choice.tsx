"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Notice } from "@/app/_ui/notice";
import type { PromotionRule } from "@/lib/models/evaluation/schema";
import { PromotionRuleField } from "../../training/promotion-rule-field";

/** Who lets a version serve that has passed; the same choice as on Training, in force at once. */
export function PromotionChoice({ rule: initial }: { rule: PromotionRule }) {
  const [rule, setRule] = useState(initial);
  const [failure, setFailure] = useState<string | null>(null);
  const change = async (chosen: PromotionRule) => {
    const answer = await call("/api/models/promotion-rule", { body: { rule: chosen } });
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) setRule(chosen);
  };
  return (
    <div className="mt-10 space-y-3 border-t border-line pt-5">
      <PromotionRuleField rule={rule} onChange={change} />
      {failure && <Notice>{failure}</Notice>}
    </div>
  );
}
