import type { Metadata } from "next";
import Link from "next/link";
import { requirePage } from "@/lib/http/page";
import { mayOpen } from "../../_frame/places";
import { SettingsPage } from "../settings-page";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Your password" };
export const dynamic = "force-dynamic";

export default async function PasswordSettings() {
  const { email, role } = await requirePage("judge-pairs");
  return (
    <SettingsPage title="Your password" isAlone={!mayOpen(role, "oversee")}>
      <p className="max-w-prose text-ink-soft">
        A new password signs you out everywhere else at once: on other devices, and wherever somebody else may have got
        in. Here you go on, and so do programs with an{" "}
        <Link href="/settings/tokens" className="text-ink underline underline-offset-4">
          API token
        </Link>{" "}
        of yours until you revoke it.
      </p>
      <PasswordForm email={email} />
    </SettingsPage>
  );
}
