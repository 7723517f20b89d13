import { redirect } from "next/navigation";
import { requirePage } from "@/lib/http/page";
import { firstPlace } from "./(studio)/_frame/places";

export default async function Home() {
  const { role } = await requirePage("judge-pairs");
  redirect(firstPlace(role));
}
