import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { retrainRules, since } from "@/lib/training/retrain/data";
import { SettingsPage } from "../settings-page";
import { RetrainForm } from "./retrain-form";

export const metadata: Metadata = { title: "Retraining" };
export const dynamic = "force-dynamic";

export default async function RetrainPage() {
  await requirePage("train");
  const [rules, compatibility, category] = await Promise.all([
    retrainRules(),
    since("compatibility"),
    since("category"),
  ]);
  return (
    <SettingsPage title="Retraining">
      <p className="max-w-prose text-ink-soft">
        When the networks train by themselves. A worker looks once a minute. What comes of it has to pass the gate like
        any other version before it serves, and anybody on Training may cancel it.
      </p>
      <RetrainForm rules={rules} news={{ compatibility, category }} />
    </SettingsPage>
  );
}
