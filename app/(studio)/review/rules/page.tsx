import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { ambiguousPairs } from "@/lib/flags/answers/data";
import { listRules } from "@/lib/flags/catalogue-rules/data";
import { requirePage } from "@/lib/http/page";
import { allow } from "@/lib/users/allow";
import { AmbiguousList } from "./ambiguous-list";
import { RuleItem } from "./rule-item";

export const metadata: Metadata = { title: "Rules" };
export const dynamic = "force-dynamic";

export default async function Rules() {
  const by = await requirePage("judge-flags");
  const overseer = await allow(by.userId, "oversee");
  const [rules, pairs] = await Promise.all([listRules(by), overseer.ok ? ambiguousPairs(overseer.value) : []]);
  if (rules.length === 0 && pairs.length === 0) return <NoRules />;
  const now = Date.now();
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-8 sm:px-8">
      <h1>Rules</h1>
      <p className="mt-2 text-ink-soft">
        One decision for many products. A rule also meets what later imports bring, until it is undone.
      </p>
      {rules.length > 0 ? (
        <ol className="mt-8 divide-y divide-line border-y border-line">
          {rules.map((rule) => (
            <RuleItem key={rule.id} rule={rule} canUndo={rule.isOwn || overseer.ok} now={now} />
          ))}
        </ol>
      ) : (
        <p className="mt-8 border-y border-line py-5">No rules yet. Press R on a flag in Review to make the first.</p>
      )}
      <AmbiguousList pairs={pairs} />
    </div>
  );
}

function NoRules() {
  return (
    <EmptyState
      title="No rules yet"
      action={
        <Link href="/review" className={buttonLook("outline")}>
          Go to Review
        </Link>
      }
    >
      On a flag that stands for many, press R: the rule is proposed from what the products share, and shows what it
      would do before it does it.
    </EmptyState>
  );
}
