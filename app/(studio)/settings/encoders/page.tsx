import type { Metadata } from "next";
import { changeCards } from "@/lib/encoders/data";
import { descriptionsCard } from "@/lib/encoders/descriptions/data";
import { encoders } from "@/lib/encoders/known-encoders";
import { requirePage } from "@/lib/http/page";
import { storeCard } from "@/lib/recommend/neighbours/pgvector/data";
import { fineTunings } from "@/lib/training/fine-tune/data";
import { SettingsPage } from "../settings-page";
import { EncodersScreen } from "./encoders-screen";

export const metadata: Metadata = { title: "Encoders" };
export const dynamic = "force-dynamic";

export default async function EncoderSettings() {
  const by = await requirePage("administer");
  const [known, changes, tunings, descriptions, store] = await Promise.all([
    encoders(),
    changeCards(by),
    fineTunings(),
    descriptionsCard(),
    storeCard(),
  ]);
  return (
    <SettingsPage title="Encoders">
      <p className="max-w-prose text-ink-soft">
        An encoder turns photos into the numbers by which everything here finds look-alikes and learns. Another one
        embeds the catalogue beside the work, is compared with the present one, and serves once you say so; the present
        one stays for the way back.
      </p>
      <EncodersScreen
        known={known}
        changes={changes}
        tunings={tunings}
        descriptions={descriptions}
        store={store}
        now={Date.now()}
      />
    </SettingsPage>
  );
}
