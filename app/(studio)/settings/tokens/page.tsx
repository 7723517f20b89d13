import type { Metadata } from "next";
import Link from "next/link";
import { requirePage } from "@/lib/http/page";
import { tokens } from "@/lib/tokens/data";
import { scopesOf } from "@/lib/tokens/rules";
import { mayOpen } from "../../_frame/places";
import { SettingsPage } from "../settings-page";
import { TokensScreen } from "./tokens-screen";

export const metadata: Metadata = { title: "API tokens" };
export const dynamic = "force-dynamic";

export default async function TokenSettings() {
  const by = await requirePage("judge-pairs");
  const { own, others } = await tokens(by);
  return (
    <SettingsPage title="API tokens" isAlone={!mayOpen(by.role, "oversee")}>
      <p className="max-w-prose text-ink-soft">
        A token lets a program do in your name what you allow it, and never more than your role does. What it can ask
        stands under{" "}
        <Link href="/settings/api" className="text-ink underline underline-offset-4">
          API
        </Link>
        .
      </p>
      <TokensScreen own={own} others={others} grantable={scopesOf(by.role)} now={Date.now()} />
    </SettingsPage>
  );
}
