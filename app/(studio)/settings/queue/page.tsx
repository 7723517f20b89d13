import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { presentPace } from "@/lib/insights/throughput/data";
import { queuePlan } from "@/lib/queue/data";
import { SettingsPage } from "../settings-page";
import { QueuePlanForm } from "./queue-plan-form";

export const metadata: Metadata = { title: "Queue plan" };
export const dynamic = "force-dynamic";

export default async function QueuePlanPage() {
  const by = await requirePage("oversee");
  const [plan, pace] = await Promise.all([queuePlan(), presentPace(by)]);
  return (
    <SettingsPage title="Queue plan">
      <p className="max-w-prose text-ink-soft">
        What the people on Pairs are asked, besides what the network would learn most from. Nobody can tell which is
        which before answering.
      </p>
      <QueuePlanForm plan={plan} pace={pace} />
    </SettingsPage>
  );
}
