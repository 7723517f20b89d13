"use client";
import clsx from "clsx";
import type { Answer } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { count, counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import type { Contradiction, RulePreview, RuleSays } from "@/lib/flags/catalogue-rules/schema";
import { Thumb } from "../../_garments/thumb";

type Props = {
  answer: Answer<RulePreview> | null;
  isStale: boolean;
  isEmpty: boolean;
  says: RuleSays;
  category: string;
  more: () => void;
};

/** What the rule would do: in numbers, in photos, and against whom. */
export function PreviewPanel({ answer, isStale, isEmpty, says, category, more }: Props) {
  return (
    <section aria-label="What it would do" aria-busy={isStale} className={clsx(isStale && "opacity-60")}>
      {isEmpty && <p className="text-ink-soft">Tick at least one condition to see what the rule would do.</p>}
      {!isEmpty && !answer && <Skeleton className="h-72" />}
      {answer && !answer.ok && <Notice>{answer.sentence}</Notice>}
      {answer?.ok && (
        <div className="space-y-5">
          <p className="text-lead" role="status">
            {sentenceOf(answer.value, says, category)}
          </p>
          <Photos preview={answer.value} more={more} />
          <Contradictions rows={answer.value.contradictions} total={answer.value.contradicted} />
        </div>
      )}
    </section>
  );
}

function sentenceOf({ meets, right, changes, flags }: RulePreview, says: RuleSays, category: string): string {
  if (meets === 0) return "No product is like this.";
  const settled = flags > 0 ? ` Settles ${counted(flags, "open flag")}.` : "";
  if (says === "never") {
    const asked =
      changes > 0
        ? `${count(changes)} of ${counted(meets, "product")} like this ${changes === 1 ? "is" : "are"} ${category} and will be flagged.`
        : `None of the ${counted(meets, "product")} like this is ${category}.`;
    return asked + settled;
  }
  const filed = changes > 0 ? `Files ${counted(changes, "product")} under ${category}` : "Files nothing anew";
  return `${filed}; ${count(right)} of ${count(meets)} like this ${right === 1 ? "is" : "are"} there already.${settled}`;
}

function Photos({ preview: { products, changes, next }, more }: { preview: RulePreview; more: () => void }) {
  if (products.length === 0) return null;
  return (
    <div>
      <ul className="grid grid-cols-4 gap-3 sm:grid-cols-6">
        {products.map((product) => (
          <li key={product.id} title={product.title}>
            <Thumb product={product} className="aspect-[3/4]" />
            <p className="mt-1 truncate text-small leading-tight text-ink-soft">{product.category?.name ?? "none"}</p>
          </li>
        ))}
      </ul>
      {next && (
        <Button kind="plain" onClick={more} className="mt-2 -ml-3.5">
          Show more of {count(changes)}
        </Button>
      )}
    </div>
  );
}

function Contradictions({ rows, total }: { rows: Contradiction[]; total: number }) {
  if (total === 0) return null;
  return (
    <div className="border-l-2 border-alert pl-4">
      <h3 className="font-medium">{counted(total, "product")} left alone: a reviewer has said otherwise</h3>
      <ul className="mt-2 max-h-44 space-y-2 overflow-y-auto">
        {rows.map(({ product, says, by }) => (
          <li key={product.id} className="flex items-center gap-3">
            <Thumb product={product} className="aspect-[3/4] w-9 shrink-0" isDecorative />
            <span className="min-w-0">
              <span className="block truncate">{product.title}</span>
              <span className="text-small text-ink-soft">
                {says.name}, says {by}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {total > rows.length && <p className="mt-2 text-small text-ink-soft">and {count(total - rows.length)} more</p>}
    </div>
  );
}
