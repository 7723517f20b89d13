import type { Metadata } from "next";
import { importCards } from "@/lib/catalogue/import-jobs/data";
import { requirePage } from "@/lib/http/page";
import { ImportScreen } from "./import-screen";

export const metadata: Metadata = { title: "Import" };
export const dynamic = "force-dynamic";

export default async function ImportPage() {
  const by = await requirePage("import");
  return <ImportScreen imports={await importCards(by)} now={Date.now()} />;
}
