import type { Metadata } from "next";
import { requirePage } from "@/lib/http/page";
import { people } from "@/lib/users/data";
import { PeopleScreen } from "./people-screen";

export const metadata: Metadata = { title: "People" };
export const dynamic = "force-dynamic";

export default async function People() {
  const by = await requirePage("administer");
  return <PeopleScreen people={await people(by)} ownId={by.userId} now={Date.now()} />;
}
