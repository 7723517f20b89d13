"use client";
import type { PromotionRule } from "@/lib/models/evaluation/schema";

const words: Record<PromotionRule, string> = {
  byHand: "a manager decides",
  whenGatePasses: "it serves at once",
};

type Props = { rule: PromotionRule; onChange: (rule: PromotionRule) => void };

/** Who lets a challenger that passed the gate serve. */
export const PromotionRuleField = ({ rule, onChange }: Props) => (
  <label className="flex items-center gap-2 text-small text-ink-soft">
    When a new version passes the gate
    <select
      value={rule}
      onChange={(event) => onChange(event.target.value as PromotionRule)}
      className="min-h-9 rounded-md border border-edge bg-raised px-2 text-ink"
    >
      {(Object.keys(words) as PromotionRule[]).map((one) => (
        <option key={one} value={one}>
          {words[one]}
        </option>
      ))}
    </select>
  </label>
);
