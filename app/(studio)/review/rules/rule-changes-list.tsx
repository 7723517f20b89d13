"use client";
import { useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { count } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import type { RuleChanges } from "@/lib/flags/catalogue-rules/schema";
import { Thumb } from "../../_garments/thumb";

/** The products that a rule has filed anew, folded away until they are wanted, page by page. */
export function RuleChangesList({ ruleId, total }: { ruleId: string; total: number }) {
  const [answer, setAnswer] = useState<Answer<RuleChanges> | null>(null);
  const read = async (before: RuleChanges | null) => {
    const after = before?.next ? `?after=${encodeURIComponent(before.next)}` : "";
    const page = await call<RuleChanges>(`/api/rules/${ruleId}/changes${after}`);
    const changes = page.ok ? [...(before?.changes ?? []), ...page.value.changes] : [];
    setAnswer(page.ok ? { ok: true, value: { ...page.value, changes } } : page);
  };
  return (
    <details className="mt-2" onToggle={(event) => event.currentTarget.open && !answer && void read(null)}>
      <summary className="w-fit rounded-sm text-small text-ink-soft hover:text-ink">What it changed</summary>
      <div className="mt-3">
        {!answer && <Skeleton className="h-32" />}
        {answer && !answer.ok && (
          <Notice action={<Button onClick={() => void read(null)}>Try again</Button>}>{answer.sentence}</Notice>
        )}
        {answer?.ok && (
          <>
            <ul className="grid grid-cols-3 gap-4 sm:grid-cols-6">
              {answer.value.changes.map(({ product, before, isStanding }) => (
                <li key={product.id}>
                  <Thumb product={product} className="aspect-[3/4]" isDecorative />
                  <p className="mt-1 truncate text-small">{product.title}</p>
                  <p className="text-small leading-tight text-pretty text-ink-soft">
                    {isStanding
                      ? `${before ?? "none"} → ${product.category?.name ?? "none"}`
                      : `back in ${product.category?.name ?? "none"}`}
                  </p>
                </li>
              ))}
            </ul>
            {answer.value.next && (
              <Button kind="plain" className="mt-3 -ml-3.5" onClick={() => void read(answer.value)}>
                Show more of {count(total)}
              </Button>
            )}
          </>
        )}
      </div>
    </details>
  );
}
