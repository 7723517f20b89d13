import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { changeCard, comparedGarments, headOutlooks } from "@/lib/encoders/data";
import { requirePage } from "@/lib/http/page";
import { ChangeScreen } from "./change-screen";

export const metadata: Metadata = { title: "A change of encoder" };
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

export default async function EncoderChangePage({ params }: Props) {
  const by = await requirePage("administer");
  const card = await changeCard(by, (await params).id);
  if (!card.ok) notFound();
  const { comparison, encoderId, status } = card.value;
  const [garments, outlooks] = await Promise.all([
    comparison ? comparedGarments(by, comparison) : {},
    status === "ready" && encoderId ? headOutlooks(by, encoderId) : [],
  ]);
  return <ChangeScreen card={card.value} garments={garments} outlooks={outlooks} now={Date.now()} />;
}
