import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { demoSetting } from "@/lib/demo/data";
import { requirePage } from "@/lib/http/page";
import type { Capability } from "@/lib/users/schema";
import { mayOpen } from "../_frame/places";
import { DemoHouse } from "./demo-house";

export const metadata: Metadata = { title: "Settings" };
export const dynamic = "force-dynamic";

const pages: { path: string; name: string; says: string; can: Capability }[] = [
  {
    path: "/people",
    name: "People",
    says: "Who may sign in, as what; invitations, closed accounts, records.",
    can: "administer",
  },
  {
    path: "/people/assignment",
    name: "Groups and assignment",
    says: "Who is asked about which categories and collections.",
    can: "oversee",
  },
  {
    path: "/settings/queue",
    name: "Queue plan",
    says: "How much of the work is measured and checked, and what that costs.",
    can: "oversee",
  },
  {
    path: "/settings/gate",
    name: "The gate",
    says: "What a new version has to show before it may serve, and who lets it.",
    can: "train",
  },
  {
    path: "/settings/encoders",
    name: "Encoders",
    says: "What looks at the photos: the one that serves, and changing it beside the work.",
    can: "administer",
  },
  {
    path: "/settings/training",
    name: "Retraining",
    says: "When the networks train by themselves: by answers, at night, when it pays.",
    can: "train",
  },
  {
    path: "/settings/guide",
    name: "Style guides",
    says: "What people read beside the work, with its earlier versions.",
    can: "oversee",
  },
  {
    path: "/settings/practice",
    name: "Practice and gold",
    says: "Pairs with agreed answers: for beginners, and for quality control.",
    can: "oversee",
  },
  {
    path: "/settings/password",
    name: "Your password",
    says: "Another password, which signs you out everywhere else.",
    can: "judge-pairs",
  },
  {
    path: "/settings/tokens",
    name: "API tokens",
    says: "Keys with which programs do what you may do.",
    can: "judge-pairs",
  },
  {
    path: "/settings/api",
    name: "API",
    says: "What programs can ask of Toile, and how.",
    can: "judge-pairs",
  },
  {
    path: "/settings/webhooks",
    name: "Webhooks",
    says: "Other systems that are told of every fix at once.",
    can: "administer",
  },
  {
    path: "/settings/taxonomy",
    name: "Taxonomy",
    says: "The tree of categories: names, places, what stands in them.",
    can: "oversee",
  },
  {
    path: "/settings/audit",
    name: "Audit",
    says: "Who changed what, when, and what it was before.",
    can: "oversee",
  },
];

export default async function Settings() {
  const { role } = await requirePage("oversee");
  const demo = mayOpen(role, "administer") ? await demoSetting() : undefined;
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-8 sm:px-8">
      <h1>Settings</h1>
      <ul className="mt-8">
        {pages
          .filter(({ can }) => mayOpen(role, can))
          .map(({ path, name, says }) => (
            <li key={path} className="border-t border-line">
              <Link href={path} className="group block py-4">
                <span className="text-lead font-semibold group-hover:underline group-hover:underline-offset-4">
                  {name}
                </span>
                <span className="mt-0.5 block text-ink-soft">{says}</span>
              </Link>
            </li>
          ))}
      </ul>
      {demo !== undefined && (
        <Section title="Demo house">
          <DemoHouse isThere={demo !== null} />
        </Section>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-5">
      <h2 className="text-lead font-semibold">{title}</h2>
      {children}
    </section>
  );
}
