"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { assignScope } from "@/lib/assignments/assign-scope";
import { removeGroup } from "@/lib/assignments/groups/remove-group";
import { saveGroup } from "@/lib/assignments/groups/save-group";
import { GroupDraft, ScopeDraft } from "@/lib/assignments/schema";
import { type ActionAnswer, act } from "@/lib/http/action";

async function fresh<T>(answer: Promise<ActionAnswer<T>>): Promise<ActionAnswer<T>> {
  const settled = await answer;
  if (settled.ok) revalidatePath("/people/assignment");
  return settled;
}

export const keepGroup = async (given: unknown) => fresh(act({ can: "oversee", input: GroupDraft }, given, saveGroup));

export const dropGroup = async (given: unknown) =>
  fresh(act({ can: "oversee", input: z.object({ groupId: z.uuid() }) }, given, removeGroup));

export const assign = async (given: unknown) => fresh(act({ can: "oversee", input: ScopeDraft }, given, assignScope));
