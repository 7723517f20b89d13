import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { importCard, importSample, savedMappings } from "@/lib/catalogue/import-jobs/data";
import { requirePage } from "@/lib/http/page";
import { JobScreen } from "./job-screen";

export const metadata: Metadata = { title: "Import" };
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

export default async function ImportJobPage({ params }: Props) {
  const by = await requirePage("import");
  const card = await importCard(by, (await params).id);
  if (!card.ok) notFound();
  const { id, settings, kind, outcome } = card.value;
  const isOpen = outcome === null && kind === "catalogue";
  const { delimiter, encoding, sheet } = settings;
  const [sample, mappings] = await Promise.all([
    isOpen ? importSample(by, id, { delimiter, encoding, sheet }) : null,
    isOpen ? savedMappings(by) : [],
  ]);
  return <JobScreen card={card.value} sample={sample} mappings={mappings} />;
}
