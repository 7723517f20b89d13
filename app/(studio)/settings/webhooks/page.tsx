import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { webhooks } from "@/lib/webhooks/data";
import { SettingsPage } from "../settings-page";
import { WebhooksScreen } from "./webhooks-screen";

export const metadata: Metadata = { title: "Webhooks" };
export const dynamic = "force-dynamic";

export default async function WebhookSettings() {
  const by = await requirePage("administer");
  return (
    <SettingsPage title="Webhooks">
      <p className="max-w-prose text-ink-soft">
        Each address here is told within seconds of every fix that is applied or taken back, signed so that the receiver
        knows whom it is from. What cannot be delivered is tried again for two days.
      </p>
      <WebhooksScreen webhooks={await webhooks(by)} now={Date.now()} />
    </SettingsPage>
  );
}
