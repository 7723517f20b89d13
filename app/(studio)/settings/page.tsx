import type { Metadata } from "next";
import { demoSetting } from "@/lib/demo/data";
import { requirePage } from "@/lib/http/page";
import { DemoHouse } from "./demo-house";

export const metadata: Metadata = { title: "Settings" };
export const dynamic = "force-dynamic";

export default async function Settings() {
  await requirePage("administer");
  const demo = await demoSetting();
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-8 sm:px-8">
      <h1>Settings</h1>
      <section className="mt-8 border-t border-line pt-5">
        <h2 className="text-lead font-semibold">Demo house</h2>
        <DemoHouse isThere={demo !== null} />
      </section>
    </div>
  );
}
