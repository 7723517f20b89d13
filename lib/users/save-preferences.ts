import { db } from "../db";
import { ok, type Result } from "../result";
import type { Allowed } from "./allow";
import { Preferences } from "./schema";

/** Stores a person's own preferences whole. No audit row: nobody else is touched by them. */
export async function savePreferences(
  by: Allowed<"judge-pairs">,
  preferences: Preferences,
): Promise<Result<Preferences, never>> {
  const stored = Preferences.parse(preferences);
  await db().user.update({ where: { id: by.userId }, data: { preferences: stored } });
  return ok(stored);
}
