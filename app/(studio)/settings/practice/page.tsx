import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { goldPairs } from "@/lib/labels/gold/data";
import { SettingsPage } from "../settings-page";
import { GoldScreen } from "./gold-screen";

export const metadata: Metadata = { title: "Practice and gold" };
export const dynamic = "force-dynamic";

export default async function PracticeSettings() {
  const by = await requirePage("oversee");
  return (
    <SettingsPage title="Practice and gold">
      <p className="max-w-prose text-ink-soft">
        Gold pairs have an answer that the house agrees on. Beginners practise on the first list, with the explanation
        after each answer; all of them come up in the queue now and then, unseen, to check that the guide is read alike.
      </p>
      <GoldScreen gold={await goldPairs(by)} />
    </SettingsPage>
  );
}
