import type { Metadata } from "next";
import { taxonomy } from "@/lib/catalogue/taxonomy/data";
import { requirePage } from "@/lib/http/page";
import { SettingsPage } from "../settings-page";
import { TaxonomyScreen } from "./taxonomy-screen";

export const metadata: Metadata = { title: "Taxonomy" };
export const dynamic = "force-dynamic";

export default async function TaxonomySettings() {
  const by = await requirePage("oversee");
  const { nodes, levels } = await taxonomy(by);
  return (
    <SettingsPage title="Taxonomy">
      <p className="max-w-prose text-ink-soft">
        The tree of categories as the imports made it. Another name or place here outlasts the next import: files that
        use the old name still mean the same category.
      </p>
      <TaxonomyScreen nodes={nodes} levels={levels} />
    </SettingsPage>
  );
}
