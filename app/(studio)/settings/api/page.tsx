import type { Metadata } from "next";
import { endpoints } from "@/app/api/v1/_endpoints/all";
import { schemas } from "@/app/api/v1/_endpoints/schemas";
import { env } from "@/lib/env";
import { describeApi } from "@/lib/http/api/describe-api";
import { requirePage } from "@/lib/http/page";
import { mayOpen } from "../../_frame/places";
import { SettingsPage } from "../settings-page";
import { ApiScreen } from "./api-screen";

export const metadata: Metadata = { title: "API" };
export const dynamic = "force-dynamic";

export default async function ApiPage() {
  const { role } = await requirePage("judge-pairs");
  return (
    <SettingsPage title="API" isWide isAlone={!mayOpen(role, "oversee")}>
      <ApiScreen api={describeApi(endpoints, schemas, env().NEXTAUTH_URL)} />
    </SettingsPage>
  );
}
