import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { requirePage } from "@/lib/http/page";
import { trailActors, trailPage } from "@/lib/trail/data";
import { TrailFilters, TrailRequest } from "@/lib/trail/schema";
import { SettingsPage } from "../settings-page";
import { AuditFilters } from "./audit-filters";
import { AuditList } from "./audit-list";

export const metadata: Metadata = { title: "Audit" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | undefined>> };

/** Who changed what. Filters and place stand in the address, so that a finding can be sent to somebody. */
export default async function Audit({ searchParams }: Props) {
  const by = await requirePage("oversee");
  const given = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value));
  const asked = TrailRequest.safeParse(given);
  const request = asked.success ? asked.data : {};
  const [page, actors] = await Promise.all([trailPage(by, request), trailActors(by)]);
  const filters = TrailFilters.parse(request);
  const query = new URLSearchParams(filters).toString();
  const older = page.next && new URLSearchParams({ ...filters, after: page.next }).toString();
  return (
    <SettingsPage title="Audit" isWide>
      <p className="max-w-prose text-ink-soft">
        Every change to catalogue, people, models and settings, with what it was before. Answers have a trail of their
        own: none is ever deleted.
      </p>
      <AuditFilters filters={filters} actors={actors} />
      {!asked.success && (
        <div className="mt-4">
          <Notice>This address asks for something that the trail does not know. Everything is shown.</Notice>
        </div>
      )}
      <AuditList entries={page.entries} timeZone={page.timeZone} isFiltered={Object.keys(filters).length > 0} />
      <div className="mt-6 flex flex-wrap gap-3">
        {older && (
          <Link href={`/settings/audit?${older}`} className={buttonLook("outline")}>
            Older
          </Link>
        )}
        {page.entries.length > 0 && (
          <a href={`/api/audit?${query}`} download="toile-audit.csv" className={buttonLook("outline")}>
            Download as CSV
          </a>
        )}
      </div>
    </SettingsPage>
  );
}
