import { db } from "../db";
import type { Allowed } from "./allow";
import { Preferences } from "./schema";

/** What this person has set for themselves; what an older version stored and nobody knows any more is left out. */
export async function preferencesOf(by: Allowed<"judge-pairs">): Promise<Preferences> {
  const { preferences } = await db().user.findUniqueOrThrow({
    where: { id: by.userId },
    select: { preferences: true },
  });
  return Preferences.safeParse(preferences).data ?? Preferences.parse({});
}
