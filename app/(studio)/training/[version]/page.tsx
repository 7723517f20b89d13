import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { productCards } from "@/lib/catalogue/data";
import { requirePage } from "@/lib/http/page";
import { versionWithHistory } from "@/lib/models/data";
import { evaluationOf } from "@/lib/models/evaluation/data";
import { versionAt } from "@/lib/models/rules";
import { headWords } from "../words";
import { CardScreen } from "./card-screen";
import { CardSkeleton } from "./card-skeleton";
import { cellAt, productsOn } from "./names";

type Props = {
  params: Promise<{ version: string }>;
  searchParams: Promise<{ truth?: string; says?: string }>;
};

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const at = versionAt((await params).version);
  return { title: at ? `${headWords[at.head].name} v${at.number}` : "Training" };
}

// A loading.tsx would send its 200 before the door has answered; behind the door the rest may stream.
export default async function VersionPage({ params, searchParams }: Props) {
  await requirePage("train");
  const at = versionAt((await params).version);
  if (!at) notFound();
  return (
    <Suspense fallback={<CardSkeleton />}>
      <Card at={at} asked={await searchParams} />
    </Suspense>
  );
}

async function Card({
  at,
  asked,
}: {
  at: NonNullable<ReturnType<typeof versionAt>>;
  asked: { truth?: string; says?: string };
}) {
  const found = await versionWithHistory(at.head, at.number);
  if (!found) notFound();
  const evaluation = await evaluationOf(found.version.id);
  const cell = cellAt(evaluation?.card ?? null, asked);
  const products = await productCards(productsOn(evaluation?.card ?? null, cell));
  return <CardScreen {...found} evaluation={evaluation} cell={cell} products={products} now={Date.now()} />;
}
