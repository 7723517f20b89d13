import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { disagreements } from "@/lib/labels/adjudication/data";
import { DisagreementsScreen } from "./disagreements-screen";

export const metadata: Metadata = { title: "Disagreements" };
export const dynamic = "force-dynamic";

export default async function DisagreementsPage() {
  const by = await requirePage("oversee");
  const found = await disagreements(by);
  // A fresh list is a fresh screen: what was put off comes back.
  return <DisagreementsScreen key={found.open.map(({ pairId }) => pairId).join()} found={found} />;
}
