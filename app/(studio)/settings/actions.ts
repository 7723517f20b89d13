"use server";
import { revalidatePath } from "next/cache";
import { removeDemo } from "@/lib/demo/remove-demo";
import type { RemovedDemo } from "@/lib/demo/schema";
import { currentSession } from "@/lib/http/current-session";
import { sentenceOf } from "@/lib/http/failures";
import { allow } from "@/lib/users/allow";

export type DemoAnswer = { removed: RemovedDemo } | { failure: string };

/** Takes the demo out, for an admin. */
export async function removeDemoAction(): Promise<DemoAnswer> {
  const by = await allow(await currentSession(), "administer");
  if (!by.ok) return { failure: sentenceOf[by.code] };
  const result = await removeDemo(by.value);
  revalidatePath("/", "layout");
  return result.ok ? { removed: result.value } : { failure: result.detail ?? sentenceOf[result.code] };
}
