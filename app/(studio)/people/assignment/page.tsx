import type { Metadata } from "next";
import { assignableThings, assignments } from "@/lib/assignments/data";
import { groups } from "@/lib/assignments/groups/data";
import { requirePage } from "@/lib/http/page";
import { colleagues } from "@/lib/users/data";
import { AssignmentScreen } from "./assignment-screen";

export const metadata: Metadata = { title: "Assignment" };
export const dynamic = "force-dynamic";

export default async function Assignment() {
  const by = await requirePage("oversee");
  const [found, all, things, people] = await Promise.all([
    assignments(by),
    groups(by),
    assignableThings(by),
    colleagues(by),
  ]);
  return (
    <AssignmentScreen assigned={found.assigned} unasked={found.unasked} groups={all} things={things} people={people} />
  );
}
