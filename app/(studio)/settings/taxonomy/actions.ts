"use server";
import { revalidatePath } from "next/cache";
import { moveCategory } from "@/lib/catalogue/taxonomy/move-category";
import { removeCategory } from "@/lib/catalogue/taxonomy/remove-category";
import { renameCategory } from "@/lib/catalogue/taxonomy/rename-category";
import { CategoryMove, CategoryRemoval, CategoryRenaming } from "@/lib/catalogue/taxonomy/schema";
import { type ActionAnswer, act } from "@/lib/http/action";

async function fresh<T>(answer: Promise<ActionAnswer<T>>): Promise<ActionAnswer<T>> {
  const settled = await answer;
  if (settled.ok) revalidatePath("/settings/taxonomy");
  return settled;
}

export const rename = async (given: unknown) =>
  fresh(act({ can: "oversee", input: CategoryRenaming }, given, renameCategory));

export const move = async (given: unknown) => fresh(act({ can: "oversee", input: CategoryMove }, given, moveCategory));

export const remove = async (given: unknown) =>
  fresh(act({ can: "oversee", input: CategoryRemoval }, given, removeCategory));
