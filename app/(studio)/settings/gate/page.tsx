import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { versions } from "@/lib/models/data";
import { gateRules, promotionRule } from "@/lib/models/evaluation/data";
import { SettingsPage } from "../settings-page";
import { GateForm } from "./gate-form";
import { PromotionChoice } from "./promotion-choice";
import { Standing } from "./standing";

export const metadata: Metadata = { title: "The gate" };
export const dynamic = "force-dynamic";

export default async function GatePage() {
  await requirePage("train");
  const [rules, rule, cards] = await Promise.all([gateRules(), promotionRule(), versions()]);
  return (
    <SettingsPage title="The gate">
      <p className="max-w-prose text-ink-soft">
        What a new version has to show, beside the one that serves, on garments that neither was trained on. Chance is
        always allowed for: a figure counts with its 95 % interval.
      </p>
      <Standing cards={cards} />
      <GateForm rules={rules} />
      <PromotionChoice rule={rule} />
    </SettingsPage>
  );
}
