import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { requirePage } from "@/lib/http/page";
import { overview } from "@/lib/insights/data";
import { isServed } from "@/lib/recommend/neighbours/ask-neighbours";
import type { Allowed } from "@/lib/users/allow";
import { AgreementBand } from "./agreement-band";
import { CatalogueBand } from "./catalogue-band";
import { ExportBand } from "./export-band";
import { OverviewSkeleton } from "./overview-skeleton";
import { QualityBand } from "./quality-band";
import { SpeedBand } from "./speed-band";

export const metadata: Metadata = { title: "Overview" };
export const dynamic = "force-dynamic";

// No loading.tsx: it would send its 200 before the door has answered.
export default async function OverviewPage() {
  const by = await requirePage("oversee");
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <Figures by={by} />
    </Suspense>
  );
}

async function Figures({ by }: { by: Allowed<"oversee"> }) {
  const [figures, hasSearch] = await Promise.all([overview(by, new Date()), isServed()]);
  if (figures.catalogue.products === 0) return <NothingYet />;
  return (
    <div className="mx-auto w-full max-w-6xl space-y-16 px-4 py-8 sm:px-8">
      <h1>Overview</h1>
      <SpeedBand days={figures.labelsPerDay} queue={figures.queue} />
      <AgreementBand agreement={figures.agreement} />
      <QualityBand quality={figures.quality} />
      <CatalogueBand catalogue={figures.catalogue} errorRate={figures.errorRate} />
      <ExportBand hasSearch={hasSearch} />
    </div>
  );
}

function NothingYet() {
  return (
    <EmptyState
      title="Nothing to oversee yet"
      action={
        <Link href="/catalogue/import" className={buttonLook("primary")}>
          Bring in a catalogue
        </Link>
      }
    >
      How fast the team is, whether it agrees and whether it pays: these figures come by themselves, once there are
      products and answers.
    </EmptyState>
  );
}
