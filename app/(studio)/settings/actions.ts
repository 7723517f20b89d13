"use server";
import { revalidatePath } from "next/cache";
import { removeDemo } from "@/lib/demo/remove-demo";
import type { RemovedDemo } from "@/lib/demo/schema";
import { sentenceOf } from "@/lib/http/failures";
import { allow } from "@/lib/users/allow";
import { currentUserId } from "@/lib/users/current-user";

export type DemoAnswer = { removed: RemovedDemo } | { failure: string };

/** Takes the demo out, for an admin. */
export async function removeDemoAction(): Promise<DemoAnswer> {
  const by = await allow(await currentUserId(), "administer");
  if (!by.ok) return { failure: sentenceOf[by.code] };
  const result = await removeDemo(by.value);
  revalidatePath("/", "layout");
  return result.ok ? { removed: result.value } : { failure: result.detail ?? sentenceOf[result.code] };
}
