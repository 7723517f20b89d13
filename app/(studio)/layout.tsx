import type { ReactNode } from "react";
import { requirePage } from "@/lib/http/page";
import { Frame } from "./_frame/frame";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { userId, name, email, role } = await requirePage("judge-pairs");
  return <Frame person={{ userId, name, email, role }}>{children}</Frame>;
}
