import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { listRules } from "@/lib/flags/rules/data";
import { requirePage } from "@/lib/http/page";
import { mayOpen } from "../../_frame/places";
import { RuleItem } from "./rule-item";

export const metadata: Metadata = { title: "Rules" };
export const dynamic = "force-dynamic";

export default async function Rules() {
  const by = await requirePage("judge-flags");
  const rules = await listRules(by);
  if (rules.length === 0) return <NoRules />;
  const now = Date.now();
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-8 sm:px-8">
      <h1>Rules</h1>
      <p className="mt-2 text-ink-soft">
        One decision for many products. A rule also meets what later imports bring, until it is undone.
      </p>
      <ol className="mt-8 divide-y divide-line border-y border-line">
        {rules.map((rule) => (
          <RuleItem key={rule.id} rule={rule} canUndo={rule.isOwn || mayOpen(by.role, "oversee")} now={now} />
        ))}
      </ol>
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
