import clsx from "clsx";
import type { Metadata } from "next";
import Link from "next/link";
import { requirePage } from "@/lib/http/page";
import { guideHistory } from "@/lib/labels/guide/data";
import { Head } from "@/lib/models/schema";
import { SettingsPage } from "../settings-page";
import { GuideEditor } from "./guide-editor";
import { GuideHistory } from "./guide-history";

export const metadata: Metadata = { title: "Style guides" };
export const dynamic = "force-dynamic";

const places: Record<Head, string> = { compatibility: "For Pairs", category: "For Review" };

type Props = { searchParams: Promise<{ head?: string }> };

export default async function GuidePage({ searchParams }: Props) {
  const by = await requirePage("oversee");
  const head = Head.catch("compatibility").parse((await searchParams).head);
  const versions = await guideHistory(by, head);
  return (
    <SettingsPage title="Style guides" isWide>
      <nav aria-label="Guides" className="flex gap-1 border-b border-line">
        {Head.options.map((option) => (
          <Link
            key={option}
            href={`/settings/guide?head=${option}`}
            aria-current={option === head ? "page" : undefined}
            className={clsx(
              "-mb-px border-b-2 px-3 py-2",
              option === head ? "border-accent font-medium" : "border-transparent text-ink-soft hover:text-ink",
            )}
          >
            {places[option]}
          </Link>
        ))}
      </nav>
      <GuideEditor key={`${head} ${versions[0]?.number ?? 0}`} head={head} current={versions[0] ?? null} />
      <GuideHistory versions={versions} />
    </SettingsPage>
  );
}
